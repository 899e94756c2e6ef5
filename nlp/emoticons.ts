import { kindAt, PICTOGRAPH, SKIPPED } from './characters.js'

const EYES = '[:;=]'
const NOSE = "[-o^~]?'?"
/** Those of marks alone. */
const FACES = new RegExp(
  `(?:>?${EYES}'?${NOSE}(?:\\)+|\\(+|[\\]\\[}{|\\\\/@$*><])|<\\/?3+|\\^[_-]?\\^|-_+-|>[._]<|\\\\[om]\\/)(?![\\p{L}\\p{N}/])`,
  'uy',
)
/** Those with a letter or digit in them, or turned round: only where they stand alone. */
const LONE_FACES = new RegExp(`(?:>?${EYES}${NOSE}[DPpOo3XxSs]|[)(\\]]+${NOSE}${EYES})(?![^\\s.,!?])`, 'uy')
const STARTS: ReadonlySet<string> = new Set(':;=<^->\\)(]')

/** Where the emoticon that begins at `at` ends; `at` where none does. */
export function emoticonEnd(text: string, at: number): number {
  if (!STARTS.has(text[at] ?? '')) return at
  FACES.lastIndex = at
  if (FACES.test(text)) return FACES.lastIndex
  if (at > 0 && !/\s/.test(text[at - 1] ?? '')) return at
  LONE_FACES.lastIndex = at
  return LONE_FACES.test(text) ? LONE_FACES.lastIndex : at
}

const JOINER = 0x200d

/** Where the emoji that begins at `at` ends: with its variation, skin and what is joined to it; of letters of a flag, two. */
export function pictographEnd(text: string, at: number): number {
  let end = at
  for (;;) {
    const first = text.codePointAt(end) ?? 0
    end += first > 0xffff ? 2 : 1
    if (isFlagLetter(first) && isFlagLetter(text.codePointAt(end) ?? 0)) end += 2
    let joined = false
    while (end < text.length && kindAt(text, end) === SKIPPED) {
      const unit = text.codePointAt(end) ?? 0
      joined = unit === JOINER
      end += unit > 0xffff ? 2 : 1
    }
    if (!joined || kindAt(text, end) !== PICTOGRAPH) return end
  }
}

function isFlagLetter(point: number): boolean {
  return point >= 0x1f1e6 && point <= 0x1f1ff
}
