import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { transformFile } from '@swc/core'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What the scripts of children/ import. */
const SOURCES = ['src/domain', 'src/store', 'test/store/children']

/** The scripts of children/ as they are now, compiled into a folder of their own: `dist` may be older, or not there. */
export interface Children {
  /** What to pass to node to run `children/<script>.ts`. */
  argsOf(script: string, ...args: readonly string[]): string[]
  dispose(): Promise<void>
}

export async function compileChildren(): Promise<Children> {
  const folder = await mkdtemp(join(tmpdir(), 'linernotes-children-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  for (const source of SOURCES) {
    const files = await readdir(join(root, source), { recursive: true })
    for (const file of files.filter(name => name.endsWith('.ts'))) await compile(join(source, file), folder)
  }
  return {
    argsOf: (script, ...args) => [join(folder, 'test/store/children', `${script}.js`), ...args],
    dispose: () => rm(folder, { recursive: true }),
  }
}

async function compile(file: string, folder: string): Promise<void> {
  const parser = { syntax: 'typescript' } as const
  const { code } = await transformFile(join(root, file), {
    swcrc: false,
    jsc: { parser, target: 'es2022' },
    module: { type: 'es6' },
  })
  const target = join(folder, file.replace(/\.ts$/, '.js'))
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, code)
}

/** Starts node; its errors show among those of the tests. */
export function startNode(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Calls `onLine` for each line a child prints; resolves when it has ended, with its exit code or signal. */
export async function linesOf(
  child: ChildProcess,
  onLine: (line: string) => void,
): Promise<number | NodeJS.Signals | null> {
  const ended = new Promise<number | NodeJS.Signals | null>(resolve => {
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  if (child.stdout !== null) for await (const line of createInterface({ input: child.stdout })) onLine(line)
  return ended
}
