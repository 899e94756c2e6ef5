import type { ReviewAnalysis } from '../../domain/review.js'
import type { BackendName } from '../../recommender/ranker/tensorflow.js'

/** What the protocols need from outside. */
export interface EvaluateDependencies {
  readonly analyze: (text: string) => ReviewAnalysis
  readonly tfBackend: BackendName | null
}

/** @param done share of the whole, in [0, 1] */
export type OnProgress = (step: string, done: number) => void

/** Where labelled texts lie. */
export interface LabelledSource {
  readonly format: string
  readonly path: string
}
