/** A piece of the catalogue. The id is the host application's own string. */
export interface Song {
  readonly id: string
  readonly title: string
  readonly artist: string | null
  readonly album: string | null
  readonly year: number | null
  readonly genres: readonly string[]
  /** The catalogue's own tags; those that users gave are counted in `SongTotals.tags`. */
  readonly tags: readonly string[]
  readonly durationSeconds: number | null
  readonly attributes: readonly Attribute[]
}

/** A measured property: tempo, loudness, one number of an external embedding. */
export interface Attribute {
  readonly name: string
  readonly value: number
}

/** Left out: unchanged. Null: cleared. */
export type SongPatch = { readonly title?: string } & {
  readonly [K in Exclude<keyof Song, 'id' | 'title'>]?: Song[K] | null
}

/** All given conditions must hold; within a list, any. Names compare without case. */
export interface SongFilter {
  readonly artists?: readonly string[] | null
  readonly albums?: readonly string[] | null
  readonly genres?: readonly string[] | null
  /** The catalogue's tags and the users'. */
  readonly tags?: readonly string[] | null
  readonly yearFrom?: number | null
  readonly yearTo?: number | null
  readonly minReviews?: number | null
  /** Of the shrunk sentiment score, in [-1, 1]. */
  readonly minSentiment?: number | null
}

export type SongOrder = 'TITLE_ASC' | 'YEAR_ASC' | 'YEAR_DESC' | 'PLAYS_DESC' | 'REVIEWS_DESC' | 'SENTIMENT_DESC'

/** A song of which nothing is known but its id. */
export function unnamedSong(id: string): Song {
  return {
    id,
    title: id,
    artist: null,
    album: null,
    year: null,
    genres: [],
    tags: [],
    durationSeconds: null,
    attributes: [],
  }
}

/** Whether two entries say the same. */
export function sameSong(a: Song, b: Song): boolean {
  return told(a) === told(b)
}

/** Everything in an entry as text, in a fixed order. */
function told({ id, title, artist, album, year, genres, tags, durationSeconds, attributes }: Song): string {
  const measured = attributes.map(({ name, value }) => [name, value])
  return JSON.stringify([id, title, artist, album, year, genres, tags, durationSeconds, measured])
}
