/** What a UTF-16 unit is to the tokenizer. */
export const BLANK = 1
export const LINE = 2
export const LETTER = 3
export const DIGIT = 4
/** Punctuation and symbols. */
export const MARK = 5
/** Zero-width characters and what `legible` fills an entity up with: part of the word around them, or of nothing. */
export const SKIPPED = 6
/** Emoji and their like. */
export const PICTOGRAPH = 7
/** The first half of a surrogate pair: `kindAt` looks at both. */
const PAIR = 8

/** 0 where not yet known: most texts use few of the 65,536. */
const kinds = new Uint8Array(0x10000)

/** Kind of the character at `at`, in constant time; BLANK past the end. Of a surrogate pair its first half tells. */
export function kindAt(text: string, at: number): number {
  if (at >= text.length) return BLANK
  const unit = text.charCodeAt(at)
  const kind = kinds[unit] || learn(unit)
  return kind === PAIR ? kindOf(String.fromCodePoint(text.codePointAt(at) ?? 0)) : kind
}

function learn(unit: number): number {
  const kind = unit >= 0xd800 && unit <= 0xdbff ? PAIR : kindOf(String.fromCharCode(unit))
  kinds[unit] = kind
  return kind
}

function kindOf(character: string): number {
  if (/[\n\r\u2028\u2029]/.test(character)) return LINE
  if (/\u00ad|[\u200b-\u200f]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\ufeff|\p{Emoji_Modifier}/u.test(character))
    return SKIPPED
  if (/\s|\p{C}/u.test(character)) return BLANK
  if (/\p{L}|\p{M}/u.test(character)) return LETTER
  if (/\p{N}/u.test(character)) return DIGIT
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(character)) return PICTOGRAPH
  return MARK
}
