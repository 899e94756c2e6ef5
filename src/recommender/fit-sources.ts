import { setImmediate } from 'node:timers/promises'
import type { TrainingData } from '../domain/training-data.js'
import type { SourceModels } from './candidates.js'
import { ALS_DEFAULTS, type AlsHyperparameters, type AlsModel, fitAls } from './cf/als.js'
import type { EaseHyperparameters } from './cf/ease.js'
import type { EaseNeighbours } from './cf/ease-neighbours.js'
import { fitItemKnn } from './cf/item-knn.js'
import { fitPopularity } from './cf/popularity.js'
import { SERVED_WIDEST, servedEase } from './cf/served-ease.js'
import { type ContentModel, fitContent } from './content.js'
import { type InteractionMatrix, stacked } from './interactions.js'
import { type FactorRidge, fitFactorRidge, withPredictedFactors } from './predicted-factors.js'
import { traitRows } from './song-tokens.js'
import { fitText, type TextModel } from './text/text-model.js'

export interface FittedSources extends SourceModels {
  readonly factorRidge: FactorRidge
}

/**
 * The fits that take longest. They need numbers only, so that another thread can make them; the same arguments give the same
 * model in any.
 */
export interface SlowFits {
  /** `servedEase`. */
  ease(
    matrix: InteractionMatrix,
    hyperparameters: EaseHyperparameters,
    traits: InteractionMatrix,
  ): Promise<EaseNeighbours>
  /** `fitAls`. */
  als(matrix: InteractionMatrix, hyperparameters: AlsHyperparameters, seed: number): Promise<AlsModel>
}

/** Each at a turn of its own, so that messages get through between them. */
export const IN_THIS_THREAD: SlowFits = {
  async ease(...args) {
    await setImmediate()
    return servedEase(...args)
  },
  async als(...args) {
    await setImmediate()
    return fitAls(...args)
  },
}

/** Tokens that EASE learns from as if they were users, and the weight of a song's tokens beside a user's plays. */
const TRAITS = 300
const TRAIT_WEIGHT = 2
/**
 * The same of words of reviews: FEW_WORDS where the inverse is of users and each word widens it, WORDS where it is of songs
 * and they cost next to nothing, which is preferred as long as it is at most SONGS_FORM times as wide.
 */
const FEW_WORDS = 300
const WORDS = 4_000
const SONGS_FORM = 1.2
const WORD_WEIGHT = 1.5

export async function fitSources(
  data: TrainingData,
  interactions: InteractionMatrix,
  hyperparameters: EaseHyperparameters,
  seed: number,
  slowFits: SlowFits = IN_THIS_THREAD,
): Promise<FittedSources> {
  const content = fitContent(data.songs, data.tags)
  const text = fitText(data)
  const popularity = fitPopularity(interactions)
  const [als, ease] = await Promise.all([
    slowFits.als(interactions, ALS_DEFAULTS, seed),
    slowFits.ease(interactions, hyperparameters, traitsOf(content, text, interactions)),
  ])
  const factorRidge = fitFactorRidge(text, content, als, popularity)
  return {
    ease,
    als: withPredictedFactors(als, factorRidge, text, content, popularity),
    itemKnn: fitItemKnn(interactions),
    content,
    text,
    popularity,
    factorRidge,
  }
}

/** What EASE learns of the songs beside who plays them: see docs/recommender.md for both numbers. */
export function traitsOf(
  content: ContentModel,
  text: TextModel,
  { users, songs }: InteractionMatrix,
): InteractionMatrix {
  const ofSongs = users > SERVED_WIDEST || songs <= SONGS_FORM * (users + FEW_WORDS)
  const traits = traitRows(content, TRAITS, TRAIT_WEIGHT)
  return stacked(traits, traitRows(text, ofSongs ? WORDS : FEW_WORDS, WORD_WEIGHT))
}
