import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** Raised with every change of the code that changes what is read; the data speaks for itself. */
const RULES = 3

/** Eight hexadecimal digits that tell contents apart. */
export function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8)
}

/**
 * Version of what reads a review: of its rules, and of its lexicons and weights by their bytes.
 * @param instead contents, by name, in the place of files of the folder
 */
export function versionOf(folder: URL, instead: Readonly<Record<string, string>> = {}): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.md')) continue
    hash.update(`${name}\0`).update(instead[name] ?? readFileSync(new URL(name, folder)))
  }
  return `reader-${RULES}-${hash.digest('hex').slice(0, 12)}`
}
