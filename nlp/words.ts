import { BLANK, DIGIT, kindAt, LETTER, LINE, SKIPPED } from './characters.js'

/** Abbreviations that keep their full stop, and after which a sentence goes on. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms dr prof st jr sr vs feat ft vol no nos pt approx dept est rev gen sgt capt incl inc ltd co corp'.split(
    ' ',
  ),
)
/** "Walmart.com", but not "experience.the": the ends of a site's name. */
const SITE = /\.(?:com|net|org|info|fm|tv|ly|be|io|me|co\.uk|co|uk|de|fr|eu)(?![\p{L}\p{N}])/iuy
const LINK = /(?:https?:\/\/|www\.)\S{1,200}/iy
/** Marks that end a sentence or a bracket rather than the link before them. */
const LINK_TAIL = '.,;:!?\'")]}>*'

/** Where the word or number that begins at `at` ends. Looks ahead by a bounded number of characters. */
export function wordEnd(text: string, at: number): number {
  const link = linkEnd(text, at)
  if (link > at) return link
  let end = at
  /** Where the part after the last connector began. */
  let part = at
  while (end < text.length) {
    const kind = kindAt(text, end)
    if (kind === LETTER || kind === DIGIT) end += widthAt(text, end)
    else if (kind === SKIPPED && continues(kindAt(text, afterSkipped(text, end)))) end = afterSkipped(text, end)
    else {
      const length = kind === BLANK || kind === LINE ? 0 : connectorAt(text, at, part, end)
      if (length === 0) break
      end += length
      part = end
    }
  }
  return text[end] === '.' && keepsStop(text, at, end) ? end + 1 : end
}

function linkEnd(text: string, at: number): number {
  const first = text[at]
  if (first !== 'h' && first !== 'w' && first !== 'H' && first !== 'W') return at
  LINK.lastIndex = at
  if (!LINK.test(text)) return at
  let end = LINK.lastIndex
  while (LINK_TAIL.includes(text[end - 1] ?? '')) end--
  return end
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function continues(kind: number): boolean {
  return kind === LETTER || kind === DIGIT
}

/** A word is not looked for beyond this many zero-width characters. */
const MOST_SKIPPED = 8

function afterSkipped(text: string, at: number): number {
  let after = at
  while (after < at + MOST_SKIPPED && kindAt(text, after) === SKIPPED) after += widthAt(text, after)
  return after
}

/**
 * Length of the mark at `at` with what fills its place, where the word goes on behind it; else 0.
 * @param from where the word began
 * @param part where its part after the last connector began
 */
function connectorAt(text: string, from: number, part: number, at: number): number {
  const mark = text[at] ?? ''
  const next = afterSkipped(text, at + 1)
  const behind = kindAt(text, next)
  const before = kindAt(text, at - 1)
  const digits = before === DIGIT && behind === DIGIT
  switch (mark) {
    case "'":
      return behind === LETTER ? next - at : 0
    case '-':
    case '\u2010':
    case '\u2011':
    case '_':
      return continues(behind) ? next - at : 0
    case '.':
      return digits || (behind === LETTER && (isInitial(text, part, at) || isSite(text, at))) ? next - at : 0
    case ',':
      return digits && kindAt(text, next + 2) === DIGIT ? next - at : 0
    case ':':
    case '/':
      return digits ? next - at : 0
    // "R&B", "AT&T"
    case '&':
      return at - from <= 2 &&
        behind === LETTER &&
        !(continues(kindAt(text, next + 1)) && continues(kindAt(text, next + 2)))
        ? next - at
        : 0
    // "sh*t"
    case '*':
      return before === LETTER && behind === LETTER ? next - at : starred(text, at)
    default:
      return 0
  }
}

/** "f**k": up to three stars between letters. */
function starred(text: string, at: number): number {
  let end = at
  while (end < at + 3 && text[end] === '*') end++
  return kindAt(text, at - 1) === LETTER && kindAt(text, end) === LETTER ? end - at : 0
}

/** "U.S.A", "e.g": one letter before, one behind. */
function isInitial(text: string, part: number, at: number): boolean {
  return at - part === 1 && kindAt(text, part) === LETTER && !continues(kindAt(text, at + 2))
}

function isSite(text: string, at: number): boolean {
  SITE.lastIndex = at
  return SITE.test(text)
}

/** Whether a full stop belongs to the word before it: "Mr.", "U.S.A.", "D. Bowie", not the end of a sentence. */
function keepsStop(text: string, from: number, at: number): boolean {
  if (at - from > 8) return false
  const word = text.slice(from, at)
  if (/^\p{L}(?:\.\p{L})+$/u.test(word)) return true
  const follows = kindAt(text, at + 1)
  if (follows !== BLANK) return false
  const next = text[at + 2] ?? ''
  if (word === 'No' || word === 'no' || word === 'Nos') return kindAt(text, at + 2) === DIGIT
  if (/^\p{Lu}$/u.test(word) && word !== 'I') return /\p{Lu}/u.test(next)
  const known = ABBREVIATIONS.has(word.toLowerCase())
  return known && (word.toLowerCase() !== 'co' || /\p{Ll}/u.test(next))
}
