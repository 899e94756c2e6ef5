/**
 * Gini index of how evenly the songs are shown: 0 where all are shown alike, (n − 1)/n where all lists show the same
 * one of n songs. With counts c ascending: Σ_i (2i − n − 1)·c_i / (n · Σ c), i from 1. 0 where nothing is shown.
 * @param shown how many lists hold each song
 */
export function gini(shown: Uint32Array): number {
  const ascending = shown.slice().sort()
  const n = ascending.length
  let sum = 0
  let weighted = 0
  for (let i = 0; i < n; i++) {
    sum += ascending[i]
    weighted += (2 * i + 1 - n) * ascending[i]
  }
  return sum === 0 ? 0 : weighted / (n * sum)
}
