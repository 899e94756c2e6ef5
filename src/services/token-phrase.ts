import type { Song } from '../domain/song.js'

/**
 * What content tokens say of a song that has them: `artist:ann`, `tag:late night`, `tag:calm` become
 * `by Ann, tagged “late night” and “calm”`. Kinds stand in the order in which they first come.
 */
export function tokenPhrase(tokens: readonly string[], { artist, album }: Pick<Song, 'artist' | 'album'>): string {
  const byKind = new Map<string, string[]>()
  for (const token of tokens) {
    const [kind, name] = [token.slice(0, token.indexOf(':')), token.slice(token.indexOf(':') + 1)]
    byKind.set(kind, [...(byKind.get(kind) ?? []), name])
  }
  return [...byKind]
    .map(([kind, names]) => {
      // Tokens are folded; the song has its artist and album as they are written.
      if (kind === 'artist') return `by ${artist ?? names[0]}`
      if (kind === 'album') return `from “${album ?? names[0]}”`
      if (kind === 'attribute') return `alike in ${listed(names.map(name => name.slice(0, name.lastIndexOf(' '))))}`
      if (kind === 'decade') return `from the ${names[0]}0s`
      if (kind === 'tag') return `tagged ${listed(names.map(name => `“${name}”`))}`
      return listed(names)
    })
    .join(', ')
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}
