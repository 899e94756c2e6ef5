/**
 * How alike the songs of one list are: the mean of the similarity over all pairs of its first `k`; 0 for fewer than two
 * songs. In the similarity's range; its complement is the intra-list distance.
 * @param ranked song indices, best first, distinct
 * @param alike  similarity of a song with each of others
 * @see Ziegler, McNee, Konstan, Lausen, WWW 2005; differs: theirs is the sum over the pairs
 */
export function intraListSimilarity(
  k: number,
  ranked: Uint32Array,
  alike: (song: number, others: Uint32Array) => Float64Array,
): number {
  const shown = ranked.subarray(0, k)
  let sum = 0
  for (let i = 0; i + 1 < shown.length; i++) {
    for (const similarity of alike(shown[i], shown.subarray(i + 1))) sum += similarity
  }
  return shown.length < 2 ? 0 : sum / ((shown.length * (shown.length - 1)) / 2)
}
