import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { FORMAT } from './schema.js'

/** What `doctor` tells of a store in a folder. */
export async function describeStore(folder: string, modelFolder: string): Promise<{ name: string; value: string }[]> {
  const { size } = await stat(join(folder, 'data.mdb'))
  const models = (await readdir(modelFolder)).filter(name => name.endsWith('.model'))
  const sizes = await Promise.all(models.map(async name => (await stat(join(modelFolder, name))).size))
  return [
    { name: 'store', value: 'embedded (LMDB)' },
    { name: 'folder', value: resolve(folder) },
    { name: 'format', value: String(FORMAT) },
    { name: 'size', value: megabytes(size) },
    { name: 'models', value: `${models.length}, ${megabytes(sizes.reduce((sum, each) => sum + each, 0))}` },
  ]
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
