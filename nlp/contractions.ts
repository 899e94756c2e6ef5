/** Endings that are words of their own: "it's", "we'll", "should've". */
const ENDINGS: readonly string[] = ["'s", "'m", "'d", "'re", "'ve", "'ll"]

/** Where the words end that are written as one: "do|n't", "should|n't|'ve", "can|not". Usually where it ends. */
export function splitWord(written: string): number[] {
  const ends = [written.length]
  // The longest that splits is "shouldn't've"; an apostrophe may be five characters as an entity.
  if (written.length > 30 || written.length < 3) return ends
  if (written.toLowerCase() === 'cannot') return [3, written.length]
  for (let end = written.length; ends.length < 3; end = ends[0] ?? end) {
    const apostrophe = written.lastIndexOf("'", end - 1)
    if (apostrophe <= 0) break
    const ending = written.slice(apostrophe, end).replaceAll('\u200b', '').toLowerCase()
    const before = written.charCodeAt(apostrophe - 1) | 0x20
    if (ending === "'t" && before === 0x6e && apostrophe > 1) ends.unshift(apostrophe - 1)
    else if (ENDINGS.includes(ending)) ends.unshift(apostrophe)
    else break
  }
  return ends
}
