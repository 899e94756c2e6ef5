import { Presets, SingleBar } from 'cli-progress'

/** Tells on stderr how far a long step is. */
export interface Progress {
  /**
   * @param done   in [0, 1]
   * @param detail what changes all the time, such as a count
   */
  update(step: string, done: number, detail?: string): void
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
      format: '{bar} {percentage} % {step} {detail}',
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  let started = false
  return {
    update(step, done, detail = '') {
      if (!started) single.start(1_000, 0, { step, detail })
      started = true
      single.update(Math.round(done * 1_000), { step, detail })
    },
    end() {
      if (started) single.stop()
    },
  }
}

function lines(stream: NodeJS.WriteStream): Progress {
  let last = { step: '', at: 0 }
  return {
    update(step, done, detail = '') {
      const now = Date.now()
      if (step === last.step && now - last.at < LINE_EVERY_MS) return
      last = { step, at: now }
      stream.write(`${Math.round(done * 100)} % ${step} ${detail}`.trimEnd().concat('\n'))
    },
    end() {},
  }
}
