import { Presets, SingleBar } from 'cli-progress'

/** Tells on stderr how far a long step is. */
export interface Progress {
  /** @param done in [0, 1] */
  update(step: string, done: number): void
  end(): void
}

const LINE_EVERY_MS = 3_000

/** A bar on a terminal; elsewhere a line when the step changes and every few seconds. */
export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(stream) : lines(stream)
}

function bar(stream: NodeJS.WriteStream): Progress {
  const single = new SingleBar(
    {
      stream,
      format: '{bar} {percentage} % {step}',
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  let started = false
  return {
    update(step, done) {
      if (!started) single.start(1_000, 0, { step })
      started = true
      single.update(Math.round(done * 1_000), { step })
    },
    end() {
      if (started) single.stop()
    },
  }
}

function lines(stream: NodeJS.WriteStream): Progress {
  let last = { step: '', at: 0 }
  return {
    update(step, done) {
      const now = Date.now()
      if (step === last.step && now - last.at < LINE_EVERY_MS) return
      last = { step, at: now }
      stream.write(`${Math.round(done * 100)} % ${step}\n`)
    },
    end() {},
  }
}
