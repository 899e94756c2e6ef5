/** Entities that reviews copied from web pages hold, and the character each stands for. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': ' ',
  '&gt;': ' ',
  '&nbsp;': ' ',
}

/** What a reader skips: zero-width marks, odd blanks, control characters, halves of a surrogate pair. */
const ILLEGIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]|[\ufe00-\ufe0f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const ENTITY = /&(?:quot|amp|apos|lt|gt|nbsp|#34|#39);/g
/** A tag reads as an end of line. Its length is bounded so that a text of `<` alone costs linear time. */
const TAG = /<\/?[a-z][^<>]{0,200}>/gi
/** Past three repeats a mark says no more; wink-nlp's tokenizer takes quadratic time on long runs. */
const REPEATED_MARK = /([^\p{L}\p{N}\s])\1{3,}/gu

/**
 * The text as a tokenizer should see it: straight quotes, entities decoded, tags and unreadable characters blank.
 * It has exactly the length of the text and every word stays where it was, so offsets into it are offsets into the text.
 */
export function legible(text: string): string {
  return text
    .replace(ILLEGIBLE, ' ')
    .replace(/[\u2018\u2019\u201b\u2032\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201f\u2033]/g, '"')
    .replace(TAG, tag => `\n${' '.repeat(tag.length - 1)}`)
    .replace(ENTITY, entity => (ENTITIES[entity] ?? ' ').padEnd(entity.length))
    .replace(REPEATED_MARK, (run, mark: string) => mark.repeat(3).padEnd(run.length))
}
