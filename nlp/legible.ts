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
const ENTITY = /&(?:quot|amp|apos|lt|gt|nbsp|#34|#39);/g
/** Fills what is left of an entity's place: the tokenizer skips it even within a word, as in "R&amp;B". */
const FILL = '\u200b'
/** Its length is bounded so that a text of `<` alone costs linear time. */
const TAG = /<\/?([a-z][a-z0-9]{0,9})(?:[\s/][^<>]{0,200})?>/gi
/** Tags within a line; any other ends one. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b cite code em font i mark q s small span strong sub sup u'.split(' '),
)
/** Past three repeats a mark says no more. */
const REPEATED_MARK = /([^\p{L}\p{N}\s])\1{3,}/gu

/**
 * The text as the tokenizer should see it: straight quotes, entities decoded, tags blank or an end of line.
 * It has exactly the length of the text and every word stays where it was, so offsets into it are offsets into the text.
 */
export function legible(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201b\u2032\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201f\u2033]/g, '"')
    .replace(TAG, (tag, name: string) => (INLINE.has(name.toLowerCase()) ? ' ' : '\n').padEnd(tag.length))
    .replace(ENTITY, entity => (ENTITIES[entity] ?? ' ').padEnd(entity.length, FILL))
    .replace(REPEATED_MARK, (run, mark: string) => mark.repeat(3).padEnd(run.length, FILL))
}
