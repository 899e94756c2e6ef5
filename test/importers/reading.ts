import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSource } from '../../src/importers/formats.js'
import type { ImportItem } from '../../src/importers/importer.js'

export const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/importers/${name}`, import.meta.url))

/** Public data of the maintainers' machines; not in the repository. */
export const publicData = fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** Gives `use` a folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'linernotes-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Writes a file for `use` into a folder that is gone afterwards. */
export function withFile<T>(name: string, content: string | Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  return inFolder(async folder => {
    const path = join(folder, name)
    await writeFile(path, content)
    return use(path)
  })
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

export async function readAll(format: string, path: string, meta: string | null = null): Promise<ImportItem[]> {
  return all((await openSource(format, path, meta)).items)
}

/** The items of one kind. */
export function ofKind<Kind extends ImportItem['kind']>(
  items: readonly ImportItem[],
  kind: Kind,
): Extract<ImportItem, { kind: Kind }>[] {
  return items.filter((item): item is Extract<ImportItem, { kind: Kind }> => item.kind === kind)
}

/** What a test says of a bad line. */
export const told = ({ file, line, message }: { file: string; line: number; message: string }) =>
  `${file}:${line} ${message}`
