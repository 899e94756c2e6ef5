import type { Token } from '../tokens.js'

/** Which rows of the tables of vectors make up a token's vector. */
export interface Vocabulary {
  /** Writes three rows (-1 where fewer) and the shape of a token of `text` to ids[at … at + 3]. */
  write(text: string, token: Token, ids: Int32Array, at: number): void
}

/** Rows of each table of affixes; powers of two. They follow the words, in this order. */
export interface AffixRows {
  readonly suffix3: number
  readonly suffix2: number
  readonly prefix4: number
}

/** A word is looked up as its key: lower case, plain marks, digits as 0. */
const PLAIN: Readonly<Record<string, string>> = { '–': '--', '—': '--', '…': '...', ʼ: "'" }
const TO_PLAIN = /[–—…ʼ]/g
const IRREGULAR = /[^a-z',.-]/
const ELONGATED = /(.)\1{2,}/gu
const JOINED = /\p{L}-\p{L}+$/u

export function vocabularyOf(words: readonly string[], rows: AffixRows): Vocabulary {
  const index = new Map(words.map((word, i) => [word, i]))
  const suffix3 = words.length
  const suffix2 = suffix3 + rows.suffix3
  const prefix4 = suffix2 + rows.suffix2
  return {
    write(text, { word, start, end }, ids, at) {
      const key = keyOf(word)
      const row = index.get(key) ?? nearest(index, key)
      ids[at] = row ?? suffix3 + (hash(1, key.slice(-3)) & (rows.suffix3 - 1))
      ids[at + 1] = row === undefined ? suffix2 + (hash(2, key.slice(-2)) & (rows.suffix2 - 1)) : -1
      ids[at + 2] = row === undefined ? prefix4 + (hash(3, key.slice(0, 4)) & (rows.prefix4 - 1)) : -1
      ids[at + 3] = shapeOf(text.slice(start, end))
    },
  }
}

export function keyOf(word: string): string {
  if (!IRREGULAR.test(word)) return word
  return word.replace(TO_PLAIN, mark => PLAIN[mark] ?? mark).replace(/[0-9]/g, '0')
}

/** "soooo" → "soo", "so"; "guitar-driven" → "driven". Undefined where none of them is known. */
function nearest(index: ReadonlyMap<string, number>, key: string): number | undefined {
  const shortened = key.replace(ELONGATED, '$1$1')
  if (shortened !== key) {
    const row = index.get(shortened) ?? index.get(key.replace(ELONGATED, '$1'))
    if (row !== undefined) return row
  }
  const joint = key.lastIndexOf('-')
  return joint > 0 && JOINED.test(key) ? index.get(key.slice(joint + 1)) : undefined
}

/** FNV-1a over UTF-16 units, begun apart for each kind of affix, its high half folded into its low. */
function hash(kind: number, text: string): number {
  let h = 0x811c9dc5 ^ kind
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h ^ (h >>> 16)
}

/** 1 with a digit, 0 without case, 2 small, 3 Capital, 4 CAPITALS (5: one letter), 6 miXed. */
function shapeOf(written: string): number {
  if (/[0-9]/.test(written)) return 1
  const lower = written.toLowerCase()
  const upper = written.toUpperCase()
  if (lower === upper) return 0
  if (written === lower) return 2
  if (written === upper) return written.length === 1 ? 5 : 4
  return written[0] !== lower[0] && written.slice(1) === lower.slice(1) ? 3 : 6
}
