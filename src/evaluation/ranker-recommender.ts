import type { TrainingData } from '../domain/training-data.js'
import type { FittedModels } from '../recommender/fit.js'
import { listeners } from '../recommender/ranker/examples.js'
import { NO_WISHES, recommender, songMask, type Wishes } from '../recommender/recommend.js'
import { weightedInteractions } from '../recommender/reviewed-interactions.js'
import type { SongSequence } from '../recommender/sequences.js'
import { beliefsOf } from '../recommender/song-beliefs.js'
import type { Recommender } from './recommender.js'

/**
 * The product's own way from a user to a list: candidates, features, ranker. Lists are as long as there are candidates.
 * @param sessionOf a user's present session; left out: none is known
 */
export function rankerRecommender(
  train: TrainingData,
  models: FittedModels,
  wishes: Wishes = NO_WISHES,
  sessionOf?: (user: number) => SongSequence,
): Recommender {
  const listenerOf = listeners(train, weightedInteractions(train), models.text)
  const beliefs = beliefsOf(train)
  const rank = recommender(models)
  return {
    rank(user, k) {
      const listener = listenerOf(user)
      const excluded = songMask(train.songs.length, listener.history.songs)
      const { songs, scores, order } = rank(listener, beliefs, excluded, { ...wishes, recent: sessionOf?.(user) })
      const positions = Uint32Array.from({ length: Math.min(k, order.length) }, (_, index) => order.at(index) ?? index)
      return {
        songs: positions.map(at => songs[at]),
        scores: Float32Array.from(positions, at => scores[at]),
        candidates: songs,
      }
    },
  }
}
