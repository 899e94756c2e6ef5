/** Endings that are words of their own: "it's", "we'll", "should've". */
const ENDINGS: readonly string[] = ["'s", "'m", "'d", "'re", "'ve", "'ll"]

/** Where the words end that are written as the one at from..to: "do|n't", "should|n't|'ve", "can|not". Usually [to]. */
export function splitWord(text: string, from: number, to: number): number[] {
  const ends = [to]
  // The longest that splits is "shouldn't've"; an apostrophe may be five characters as an entity.
  if (to - from > 30 || to - from < 3) return ends
  const last = text.charCodeAt(to - 1) | 0x20
  if (last === 0x74 && to - from === 6 && text.slice(from, to).toLowerCase() === 'cannot') return [from + 3, to]
  for (let end = to, apostrophe = to; ends.length < 3; end = ends[0] ?? end) {
    apostrophe = text.lastIndexOf("'", end - 1)
    if (apostrophe <= from) break
    const ending = text.slice(apostrophe, end).replaceAll('\u200b', '').toLowerCase()
    const before = text.charCodeAt(apostrophe - 1) | 0x20
    if (ending === "'t" && before === 0x6e && apostrophe - 1 > from) ends.unshift(apostrophe - 1)
    else if (ENDINGS.includes(ending)) ends.unshift(apostrophe)
    else break
  }
  return ends
}
