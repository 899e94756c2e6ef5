import { readFileSync } from 'node:fs'
import { FEATURES } from './features.js'
import { cellsOf, ngramSums } from './ngram-sums.js'
import { BUCKETS } from './ngrams.js'
import type { LastLayer } from './score.js'
import type { StateModel } from './states.js'
import { STEP_BUCKETS } from './steps.js'

/** What nlp/training/sentiment writes: see nlp/data/README.md. */
export interface SentimentFile {
  readonly weightScale: number
  readonly importanceScale: number
  readonly steps: { readonly weightScale: number; readonly importanceScale: number }
  readonly states: StateModel
  readonly lastLayer: { readonly weights: Readonly<Record<string, number>>; readonly classes: LastLayer['classes'] }
}

const folder = new URL('../data/', import.meta.url)
const file: SentimentFile = JSON.parse(readFileSync(new URL('sentiment.json', folder), 'utf8'))
const bytes = readFileSync(new URL('sentiment-ngrams.bin', folder))
const stepBytes = readFileSync(new URL('sentiment-steps.bin', folder))

/** By the weights of n-grams that ship. The file holds them all, then their importance. */
export const sumNgrams = ngramSums(
  {
    cells: cellsOf(new Int8Array(bytes.buffer, bytes.byteOffset, BUCKETS), bytes.subarray(BUCKETS)),
    weightScale: file.weightScale,
    importanceScale: file.importanceScale,
  },
  { cells: Int32Array.from({ length: STEP_BUCKETS }, (_, i) => stepBytes.readInt32LE(4 * i)), ...file.steps },
)

/** What the states of the network tell, as it ships. */
export const stateModel: StateModel = file.states

/** The last layer as it ships. */
export const shippedLayer: LastLayer = {
  weights: FEATURES.map(name => file.lastLayer.weights[name] ?? 0),
  classes: file.lastLayer.classes,
}
