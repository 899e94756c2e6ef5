import { readFile, statfs } from 'node:fs/promises'
import { arch, platform, release } from 'node:os'
import { type BackendName, tensorflowBackend } from '../recommender/ranker/tensorflow.js'
import type { Finding } from './doctor.js'
import type { Recount } from './recount.js'

interface Line {
  readonly name: string
  readonly value: string
}

/** All that `doctor` tells. */
export interface Checkup {
  readonly surroundings: readonly Line[]
  readonly store: readonly Line[]
  readonly counted: Omit<Recount, 'faults'>
  readonly findings: readonly Finding[]
}

/** What the program runs on. */
export async function surroundings({
  dataDir,
  tfBackend,
}: {
  readonly dataDir: string
  readonly tfBackend: BackendName | null
}): Promise<Line[]> {
  return [
    { name: 'linernotes', value: await ownVersion() },
    { name: 'node', value: process.version },
    { name: 'platform', value: `${platform()} ${release()}, ${arch()}` },
    { name: 'TensorFlow.js backend', value: await backend(tfBackend) },
    { name: 'disk', value: await space(dataDir) },
  ]
}

/** The compiled file lies one folder deeper than its source. */
async function ownVersion(): Promise<string> {
  for (const path of ['../../package.json', '../../../package.json']) {
    const text = await readFile(new URL(path, import.meta.url), 'utf8').catch(() => null)
    if (text !== null) return String((JSON.parse(text) as { version?: unknown }).version)
  }
  return 'unknown'
}

async function backend(wanted: BackendName | null): Promise<string> {
  try {
    return (await tensorflowBackend(wanted)).name
  } catch (error) {
    return `none: ${error instanceof Error ? error.message : String(error)}`
  }
}

async function space(folder: string): Promise<string> {
  const found = await statfs(folder).catch(() => null)
  if (!found) return `the folder ${folder} is not there`
  return `${((found.bavail * found.bsize) / 1e9).toFixed(1)} GB free at ${folder}`
}
