import type { ReasonKind } from '../domain/recommendation.js'
import type { Candidates, Source, SourceModels } from './candidates.js'
import { artistShares, meanYear } from './content.js'
import type { Listener } from './listener.js'
import { aspectMatch, type SongBeliefs, sentimentLift } from './song-beliefs.js'
import { textCosines } from './text/text-model.js'

/**
 * The ranker's inputs, in their fixed order. A model artefact holds weights for exactly these: a change here is a new
 * artefact format (`ARTEFACT_VERSION`).
 *
 * All-zero is the neutral candidate: average by every score, and by an artist that the user does not know.
 */
export const FEATURES = [
  /** EASE score, standardised over the user's candidates: mean 0, deviation 1, clipped to ±CLIP. */
  { name: 'easeScore', kind: 'SIMILAR_SONGS' },
  /** ALS score, standardised likewise. */
  { name: 'alsScore', kind: 'SIMILAR_LISTENERS' },
  /** Item kNN score, standardised likewise. */
  { name: 'itemKnnScore', kind: 'SIMILAR_SONGS' },
  /** Content score, standardised likewise. */
  { name: 'contentScore', kind: 'CONTENT' },
  /** Score by the words of reviews, standardised likewise. */
  { name: 'textScore', kind: 'CONTENT' },
  /** ln(1 + listeners), standardised likewise; 0 without any. */
  { name: 'popularity', kind: 'POPULARITY' },
  /** 1 for a song that nobody took, of which EASE, item kNN and popularity tell nothing. */
  { name: 'untaken', kind: 'POPULARITY' },
  /** 1 / log2(1 + rank) among the candidates by EASE, rank from 1; less its mean over the candidates. */
  { name: 'easeRank', kind: 'SIMILAR_SONGS' },
  /** The same by ALS. */
  { name: 'alsRank', kind: 'SIMILAR_LISTENERS' },
  /** By item kNN. */
  { name: 'itemKnnRank', kind: 'SIMILAR_SONGS' },
  /** By content. */
  { name: 'contentRank', kind: 'CONTENT' },
  /** By the words of reviews. */
  { name: 'textRank', kind: 'CONTENT' },
  /** Cosine of what the user writes of songs with what is written of this one (`textCosines`), standardised likewise. */
  { name: 'wordMatch', kind: 'CONTENT' },
  /** Square root of the artist's share of the user's history, in [0, 1]. */
  { name: 'artistShare', kind: 'CONTENT' },
  /** Decades by which the song is younger than the mean of the user's, clipped to ±CLIP; 0 where either is unknown. */
  { name: 'age', kind: 'CONTENT' },
  /** Sentiment of the song's reviews above the catalogue's mean, shrunk; standardised likewise. */
  { name: 'sentimentLift', kind: 'SENTIMENT' },
  /** Item kNN score by the songs that the user plays and yet wrote badly of, standardised likewise. */
  { name: 'conflict', kind: 'SENTIMENT' },
  /** Match of the song's aspects with what the user cares for (`aspectMatch`), standardised likewise. */
  { name: 'aspectMatch', kind: 'ASPECTS' },
] as const satisfies readonly { name: string; kind: ReasonKind }[]

/** Standardised scores beyond this many deviations are cut: a single outlier must not fill the scale. */
const CLIP = 6

/** Sources that know songs by their listeners only. */
const LISTENED: ReadonlySet<Source> = new Set(['ease', 'itemKnn'])

/** @returns candidates × FEATURES, row-major */
export function featureRows(
  models: SourceModels,
  beliefs: SongBeliefs,
  { history, aspectImportance, words }: Listener,
  { songs, scores, disliked }: Candidates,
): Float32Array {
  const width = FEATURES.length
  const rows = new Float32Array(songs.length * width)
  const put = (feature: (typeof FEATURES)[number]['name'], values: (i: number) => number) => {
    const column = FEATURES.findIndex(({ name }) => name === feature)
    for (let i = 0; i < songs.length; i++) rows[i * width + column] = values(i)
  }
  const of = (source: Source) => Float64Array.from(scores[source])
  const isTaken = (i: number) => models.popularity.listeners[songs[i]] > 0
  for (const source of ['ease', 'als', 'itemKnn', 'content', 'text'] as const) {
    if (source === 'text' && models.text.tokens.length === 0) continue
    const values = of(source)
    const score = standardised(values)
    const rank = discountedRanks(values)
    // What is known by listeners alone is nothing for a song without any: it is neither good nor bad there.
    const told = (i: number) => !LISTENED.has(source) || isTaken(i)
    put(`${source}Score`, i => (told(i) ? score[i] : 0))
    put(`${source}Rank`, i => (told(i) ? rank[i] : 0))
  }
  const popularity = standardised(of('popularity').map(Math.log1p))
  put('popularity', i => (isTaken(i) ? popularity[i] : 0))
  put('untaken', i => (isTaken(i) ? 0 : 1))
  if (words !== undefined) {
    const match = standardised(textCosines(models.text, words, songs))
    put('wordMatch', i => match[i])
  }

  const shares = artistShares(models.content, history)
  const { artist } = models.content
  put('artistShare', i => Math.sqrt(shares.get(artist[songs[i]]) ?? 0))
  const { year } = models.content
  const own = meanYear(models.content, history)
  if (!Number.isNaN(own)) {
    put('age', i => {
      const of = year[songs[i]]
      return Number.isNaN(of) ? 0 : clipped((of - own) / 10)
    })
  }
  if (disliked) {
    const conflict = standardised(Float64Array.from(disliked))
    put('conflict', i => conflict[i])
  }
  if (beliefs.catalogue.reviewCount > 0) {
    const profiles = Array.from(songs, song => beliefs.profile(song))
    const lift = standardised(Float64Array.from(profiles, each => sentimentLift(each, beliefs.catalogue)))
    const match = standardised(
      Float64Array.from(profiles, each => aspectMatch(each, aspectImportance, beliefs.catalogue)),
    )
    put('sentimentLift', i => lift[i])
    put('aspectMatch', i => match[i])
  }
  return rows
}

/** (x − mean) / deviation, clipped to ±CLIP; all 0 where there is no deviation. */
export function standardised(values: Float64Array): Float64Array {
  const { mean, deviation } = spreadOf(values)
  if (!(deviation > 0)) return new Float64Array(values.length)
  return values.map(value => clipped((value - mean) / deviation))
}

function clipped(value: number): number {
  return Math.max(-CLIP, Math.min(CLIP, value))
}

/** Mean and standard deviation; NaN without values. */
export function spreadOf(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  const mean = sum / values.length
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

/** 1 / log2(1 + rank), less its mean; equal values share the rank of the first of them. */
function discountedRanks(values: Float64Array): Float64Array {
  // Without a comparison function typed arrays are sorted many times faster, and this is most of a request's features.
  const ascending = values.toSorted()
  let sum = 0
  const discounts = values.map(value => {
    const discount = 1 / Math.log2(2 + values.length - countUpTo(ascending, value))
    sum += discount
    return discount
  })
  return discounts.map(discount => discount - sum / values.length)
}

/** How many of the values are at most `value`. */
function countUpTo(ascending: Float64Array, value: number): number {
  let from = 0
  let to = ascending.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (ascending[middle] <= value) from = middle + 1
    else to = middle
  }
  return from
}
