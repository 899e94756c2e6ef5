import { registerEnumType } from 'type-graphql'
import type { TrainingStatus } from '../src/domain/model.js'
import type { ReasonKind, RecommendationBasis } from '../src/domain/recommendation.js'
import type { SentimentLabel } from '../src/domain/review.js'
import type { SongOrder } from '../src/domain/song.js'

/** Registers an enum; `values` maps each value to its description, so that none of the domain's can be left out. */
function enumOf<T extends string>(name: string, description: string, values: Record<T, string>): Record<T, T> {
  const keys = Object.keys(values) as T[]
  const object = Object.fromEntries(keys.map(key => [key, key])) as Record<T, T>
  const described = keys.map(key => [key, { description: values[key] }] as const)
  registerEnumType(object, {
    name,
    description,
    valuesConfig: Object.fromEntries(described) as Record<T, { description: string }>,
  })
  return object
}

export const SongOrderEnum = enumOf<SongOrder>('SongOrder', 'Order of a list of songs. Ties go by id.', {
  TITLE_ASC: 'By title, without case and accents.',
  YEAR_ASC: 'Oldest first; songs without a year last.',
  YEAR_DESC: 'Newest first; songs without a year last.',
  PLAYS_DESC: 'Most played first.',
  REVIEWS_DESC: 'Most reviewed first.',
  SENTIMENT_DESC: 'Best reviewed first, by the shrunk score.',
})

export const SentimentLabelEnum = enumOf<SentimentLabel>('SentimentLabel', 'The sign of a verdict.', {
  POSITIVE: 'Praise outweighs blame.',
  NEUTRAL: 'Neither outweighs the other, or nothing is said.',
  NEGATIVE: 'Blame outweighs praise.',
})

export const ReasonKindEnum = enumOf<ReasonKind>('ReasonKind', 'A group of features that moves a score.', {
  SIMILAR_SONGS: 'It resembles songs the user plays.',
  SIMILAR_LISTENERS: 'People who play alike play it.',
  ASPECTS: 'Reviews praise what the user cares about.',
  SENTIMENT: 'Its reviews are good or bad.',
  CONTENT: 'Its artist, genre, year, tags or measured properties.',
  CONTEXT: 'It fits what is playing now, or the time of day.',
  POPULARITY: 'Many people play it.',
  NOVELTY: 'It is far from the popular.',
  STEERING: 'The caller asked for it.',
  OTHER: 'What no other kind covers.',
})

export const RecommendationBasisEnum = enumOf<RecommendationBasis>(
  'RecommendationBasis',
  'What a list of recommendations rests on.',
  {
    HISTORY: "The user's own plays, reviews and tags.",
    TEXT: 'A paragraph in their own words.',
    PLAYLIST: 'A list of songs.',
    POPULARITY: 'What most people like: nothing is known of the user, or no model is trained.',
  },
)

export const TrainingStatusEnum = enumOf<TrainingStatus>('TrainingStatus', 'How a training stands.', {
  RUNNING: 'It is going on.',
  SUCCEEDED: 'Its model is active.',
  FAILED: 'It stopped with an error.',
  CANCELLED: 'It was stopped by request.',
  REFUSED: 'Its model is clearly worse than the active one, so it was not activated.',
})
