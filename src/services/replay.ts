import { NotFoundError } from '../domain/errors.js'
import { checkId } from '../domain/input.js'
import { type Page, toCursor } from '../domain/page.js'
import type { KeptList, KeptReason, Reason, Recommendation } from '../domain/recommendation.js'
import type { Quote, Review } from '../domain/review.js'
import { type Song, unnamedSong } from '../domain/song.js'
import type { Store } from '../store/ports.js'
import type { RecommendationPage } from './services.js'

export interface ReplayedReason extends Reason {
  /** Its sentence is gone: the review was removed, or says something else now. */
  readonly quoteIsGone: boolean
}

export interface ReplayedRecommendation extends Omit<Recommendation, 'reasons'> {
  readonly reasons: readonly ReplayedReason[]
  /** The song was removed since; its title is its id then. */
  readonly songIsGone: boolean
}

export interface Replay extends Omit<RecommendationPage, keyof Page<Recommendation>>, Page<ReplayedRecommendation> {
  readonly userId: string
  readonly answeredAt: Date
}

/**
 * A list as it was answered. Songs are named as they are now; what was removed since is said to be gone.
 * @throws NotFoundError where it is not kept, or no longer
 */
export async function replay(
  { songs, reviews }: Pick<Store, 'songs' | 'reviews'>,
  keptList: (id: string) => Promise<KeptList | null>,
  id: string,
): Promise<Replay> {
  const list = await keptList(checkId(id, 'recommendationId'))
  if (!list) throw new NotFoundError('kept list', id)
  const { userId, answeredAt, basis, modelVersion, recommendations } = list
  const named = recommendations.flatMap(each => [each.songId, ...each.reasons.flatMap(({ songId }) => songId ?? [])])
  const songIds = [...new Set(named)]
  const found = await songs.getMany(songIds)
  const known = new Map(songIds.map((songId, index) => [songId, found[index] ?? null]))
  const items = await Promise.all(
    recommendations.map(async ({ songId, reasons, ...rest }) => {
      const song = known.get(songId) ?? null
      const node: ReplayedRecommendation = {
        ...rest,
        song: song ?? unnamedSong(songId),
        songIsGone: song === null,
        reasons: await Promise.all(reasons.map(reason => replayedReason(reason, reviews, known, answeredAt))),
      }
      return { node, cursor: toCursor([node.score, node.rank]) }
    }),
  )
  return {
    userId,
    answeredAt,
    recommendationId: id,
    basis,
    modelVersion,
    items,
    totalCount: items.length,
    hasNextPage: list.hasNextPage,
    hasPreviousPage: (recommendations[0]?.rank ?? 1) > 1,
  }
}

async function replayedReason(
  { songId, quote, ...rest }: KeptReason,
  reviews: Pick<Store['reviews'], 'get'>,
  songs: ReadonlyMap<string, Song | null>,
  answeredAt: Date,
): Promise<ReplayedReason> {
  const review = quote && (await reviews.get(quote.reviewId))
  const sentence = quote && sentenceOf(review, quote, answeredAt)
  return {
    ...rest,
    song: songId === null ? null : (songs.get(songId) ?? unnamedSong(songId)),
    quote: sentence,
    quoteIsGone: quote !== null && sentence === null,
  }
}

function sentenceOf(review: Review | null, place: Omit<Quote, 'text'>, answeredAt: Date): Quote | null {
  if (!review || review.updatedAt > answeredAt) return null
  return { ...place, text: review.text.slice(place.start, place.end) }
}
