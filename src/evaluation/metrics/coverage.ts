/**
 * Share of the catalogue that is shown to anyone; in [0, 1].
 * @param shown how many lists hold each song, at least one song
 */
export function coverage(shown: Uint32Array): number {
  return shown.reduce((songs, lists) => songs + (lists > 0 ? 1 : 0), 0) / shown.length
}
