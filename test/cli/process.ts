import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const executable = join(root, 'dist/src/main.js')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Builds what is stale. `npm test` has done so already; a test run by itself has not. */
export function prepare(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/prepare.mjs')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** A folder of its own. */
export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'linernotes-'))
}

export function seed(name: string): string {
  return join(root, 'seeds/data', name)
}

/** Runs the program to its end. */
export function linernotes(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; input?: string | Buffer } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [executable, ...args], {
    input: options.input ?? '',
    env: environment(options.env),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { code: status, stdout, stderr }
}

/** A program that runs until it is told to stop. */
export class Running {
  stdout = ''
  stderr = ''
  private readonly child: ChildProcess
  private readonly ended: Promise<number | null>

  constructor(args: readonly string[], env?: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [executable, ...args], {
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', chunk => {
      this.stdout += chunk
    })
    this.child.stderr?.on('data', chunk => {
      this.stderr += chunk
    })
    this.ended = new Promise(resolve => this.child.once('close', code => resolve(code)))
  }

  /** Waits until its output matches. @throws Error with all it said if it ends before */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout + this.stderr)
      if (match) return match
      const code = await Promise.race([this.ended, new Promise<undefined>(resolve => setTimeout(resolve, 20))])
      if (code !== undefined) throw new Error(`ended with ${code} before ${pattern}:\n${this.stdout}${this.stderr}`)
    }
  }

  /** @returns its exit code */
  stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal)
    return this.ended
  }
}

/** Nothing of the surroundings decides how a test goes. */
function environment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, TF_BACKEND: 'wasm', ...env }
}
