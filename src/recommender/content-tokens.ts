import { foldedName } from '../domain/folded-name.js'
import type { Song } from '../domain/song.js'

/** By attribute. */
export type AttributeLimits = Readonly<Record<string, readonly number[]>>

/** Into how many parts of as many songs each the values of an attribute are cut. */
const ATTRIBUTE_PARTS = 5

/** Of each attribute of the songs, where the parts of its values begin but for the first. */
export function attributeLimits(songs: readonly Song[]): AttributeLimits {
  const values = new Map<string, number[]>()
  for (const { attributes } of songs) {
    for (const { name, value } of attributes) {
      const found = values.get(name)
      if (found) found.push(value)
      else values.set(name, [value])
    }
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => {
      const sorted = Float64Array.from(all).sort()
      const limit = (part: number) => sorted[Math.floor((part * sorted.length) / ATTRIBUTE_PARTS)]
      return [name, Array.from({ length: ATTRIBUTE_PARTS - 1 }, (_, part) => limit(part + 1))]
    }),
  )
}

/** The tokens `attribute:name part` of a song's attributes, n of them 1 / √n times each. */
export function attributesOf({ attributes }: Song, limits: AttributeLimits): [string, number][] {
  return attributes.map(({ name, value }) => {
    const part = (Object.hasOwn(limits, name) ? limits[name] : []).filter(limit => limit <= value).length
    return [`attribute:${name} ${part + 1}`, 1 / Math.sqrt(attributes.length)]
  })
}

/** A song's own tokens, `kind:name`, each once. */
export function tokensOf({ artist, album, genres, tags, year }: Song): Map<string, number> {
  const tokens = new Map<string, number>()
  if (artist !== null) tokens.set(`artist:${foldedName(artist)}`, 1)
  // Of one artist: there are many albums called Greatest Hits.
  if (album !== null) tokens.set(`album:${foldedName(`${artist ?? ''} – ${album}`)}`, 1)
  for (const genre of genres) tokens.set(`genre:${foldedName(genre)}`, 1)
  for (const tag of tags) tokens.set(`tag:${foldedName(tag)}`, 1)
  if (year !== null) tokens.set(`decade:${Math.floor(year / 10)}`, 1)
  return tokens
}
