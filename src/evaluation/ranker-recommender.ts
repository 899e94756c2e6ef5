import type { TrainingData } from '../domain/training-data.js'
import type { FittedModels } from '../recommender/fit.js'
import { listeners } from '../recommender/ranker/examples.js'
import { recommender, songMask } from '../recommender/recommend.js'
import { weightedInteractions } from '../recommender/reviewed-interactions.js'
import { beliefsOf } from '../recommender/song-beliefs.js'
import type { Recommender } from './recommender.js'

/** The product's own way from a user to a list: candidates, features, ranker. Lists are as long as there are candidates. */
export function rankerRecommender(train: TrainingData, models: FittedModels): Recommender {
  const listenerOf = listeners(train, weightedInteractions(train), models.text)
  const beliefs = beliefsOf(train)
  const rank = recommender(models)
  const ranked = (user: number) => {
    const listener = listenerOf(user)
    return rank(listener, beliefs, songMask(train.songs.length, listener.history.songs))
  }
  return {
    rank(user, k) {
      const { songs, scores } = ranked(user)
      return { songs: songs.subarray(0, k), scores: scores.subarray(0, k) }
    },
    candidates: user => ranked(user).songs,
  }
}
