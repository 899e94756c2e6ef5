/** What is told of a trained model; the artefact itself is bytes that only the recommender reads. */
export interface ModelRecord {
  /** Sorts by age: later trainings have greater versions. */
  readonly version: string
  readonly trainedAt: Date
  readonly seconds: number
  readonly seed: number
  readonly songCount: number
  readonly userCount: number
  readonly interactionCount: number
  readonly reviewCount: number
  readonly metrics: readonly Metric[]
  /** Did reviews help? Null without reviews. */
  readonly ablation: Ablation | null
  /** What else its training has to say, a sentence each. Absent in records of earlier versions. */
  readonly notes?: readonly string[]
}

/** A store's own last layer of the sentiment model. */
export interface SentimentLayer {
  /** Of the analyser that gave its input: with another it means nothing. */
  readonly readerVersion: string
  readonly weights: readonly number[]
  /** What a long text's class is told by: weights of POSITIVE and of NEGATIVE against NEUTRAL. */
  readonly classes: { readonly positive: readonly number[]; readonly negative: readonly number[] }
}

/** Held-out figure of one model of BENCHMARKS. */
export interface Metric {
  readonly model: string
  readonly name: string
  readonly value: number
}

export interface Ablation {
  readonly metric: string
  readonly withReviews: number
  readonly withoutReviews: number
  /** 95 % interval of the difference, paired bootstrap over users. */
  readonly low: number
  readonly high: number
}

export type TrainingStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'REFUSED'

export interface TrainingRun {
  readonly id: string
  readonly status: TrainingStatus
  readonly startedAt: Date
  readonly finishedAt: Date | null
  /** When the process that works at it last gave a sign of life. */
  readonly aliveAt: Date
  readonly progress: TrainingProgress | null
  /** Why it failed, or was refused. */
  readonly message: string | null
  readonly modelVersion: string | null
}

export interface TrainingProgress {
  readonly runId: string
  readonly step: string
  /** In [0, 1] over the whole run. */
  readonly done: number
}
