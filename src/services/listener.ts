import type { CatalogueTotals } from '../domain/totals.js'
import { songVector } from '../recommender/interactions.js'
import type { Listener } from '../recommender/listener.js'
import { conflictValue, interactionValue, likingOf, recencyOf } from '../recommender/reviewed-interactions.js'
import type { UserHistory } from '../recommender/user-history.js'
import { aspectTastes } from '../recommender/user-profile.js'
import type { ServedModel } from './active-model.js'
import type { ReviewTerms } from './review-terms.js'

interface Interaction {
  readonly plays: number
  readonly liking: number | null
  /** In ms; null where unknown. */
  readonly at: number | null
}

/** A user as the ranker sees them: their interactions with the songs of a model, the aspects they care for, their words. */
export function listenerOf(
  { plays, reviews, taste }: UserHistory,
  { index, wordsOf }: Pick<ServedModel, 'index' | 'wordsOf'>,
  catalogue: CatalogueTotals,
  termsOfReview: ReviewTerms,
): Listener {
  const known = new Map<number, Interaction>()
  for (const { songId, count, lastPlayedAt } of plays) {
    const song = index.get(songId)
    if (song !== undefined) known.set(song, { plays: count, liking: null, at: lastPlayedAt?.getTime() ?? null })
  }
  for (const { songId, rating, analysis, createdAt } of reviews) {
    const song = index.get(songId)
    if (song === undefined) continue
    const liking = likingOf({ rating, sentiment: analysis.sentiment.score })
    const { plays, at } = known.get(song) ?? { plays: 0, at: null }
    known.set(song, { plays, liking, at: Math.max(createdAt.getTime(), at ?? 0) })
  }
  const entries = [...known]
  const latest = entries.reduce((most, [, { at }]) => Math.max(most, at ?? most), Number.NEGATIVE_INFINITY)
  const disliked = songVector(
    entries
      .map(([song, { plays, liking }]) => [song, conflictValue(plays, liking)] as const)
      .filter(([, value]) => value > 0),
  )
  const words = wordsOf(reviews.map(termsOfReview))
  const opinions = reviews.flatMap(review => review.analysis.opinions)
  return {
    history: songVector(
      entries.map(([song, { plays, liking, at }]) => [
        song,
        interactionValue(plays, liking) * recencyOf(at ?? Number.NaN, latest),
      ]),
    ),
    aspectImportance: new Map(
      aspectTastes(opinions, taste, catalogue).map(({ aspect, importance }) => [aspect, importance]),
    ),
    ...(words && { words }),
    ...(disliked.songs.length > 0 && { disliked }),
  }
}
