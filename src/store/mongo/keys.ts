/**
 * The `_id` of what belongs to two ids, such as a user's plays of a song. Keys order by the first id, then the second,
 * each by code point: U+0000 ends the first, in which U+0000 and U+0001 are therefore written as two characters.
 */
export function pairKey(first: string, second: string): string {
  return `${escaped(first)}\u0000${second}`
}

/** A condition on `_id`: all pairs with that first id. */
export function pairsOf(first: string): { readonly $gt: string; readonly $lt: string } {
  return { $gt: `${escaped(first)}\u0000`, $lt: `${escaped(first)}\u0001` }
}

function escaped(id: string): string {
  return id.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001')
}
