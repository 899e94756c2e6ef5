import type { CatalogueTotals } from '../domain/totals.js'
import { songVector } from '../recommender/interactions.js'
import type { Listener } from '../recommender/listener.js'
import { conflictValue, interactionValue, likingOf } from '../recommender/reviewed-interactions.js'
import type { UserHistory } from '../recommender/user-history.js'
import { aspectTastes } from '../recommender/user-profile.js'
import type { ServedModel } from './active-model.js'
import type { ReviewTerms } from './review-terms.js'

/** A user as the ranker sees them: their interactions with the songs of a model, the aspects they care for, their words. */
export function listenerOf(
  { plays, reviews, taste }: UserHistory,
  { index, wordsOf }: Pick<ServedModel, 'index' | 'wordsOf'>,
  catalogue: CatalogueTotals,
  termsOfReview: ReviewTerms,
): Listener {
  const counts = new Map<number, { plays: number; liking: number | null }>()
  for (const { songId, count } of plays) {
    const song = index.get(songId)
    if (song !== undefined) counts.set(song, { plays: count, liking: null })
  }
  for (const { songId, rating, analysis } of reviews) {
    const song = index.get(songId)
    if (song === undefined) continue
    const liking = likingOf({ rating, sentiment: analysis.sentiment.score })
    counts.set(song, { plays: counts.get(song)?.plays ?? 0, liking })
  }
  const entries = [...counts]
  const disliked = songVector(
    entries
      .map(([song, { plays, liking }]) => [song, conflictValue(plays, liking)] as const)
      .filter(([, value]) => value > 0),
  )
  const words = wordsOf(reviews.map(termsOfReview))
  const opinions = reviews.flatMap(review => review.analysis.opinions)
  return {
    history: songVector(entries.map(([song, { plays, liking }]) => [song, interactionValue(plays, liking)])),
    aspectImportance: new Map(
      aspectTastes(opinions, taste, catalogue).map(({ aspect, importance }) => [aspect, importance]),
    ),
    ...(words && { words }),
    ...(disliked.songs.length > 0 && { disliked }),
  }
}
