import { readFileSync } from 'node:fs'
import { FEATURES } from './features.js'
import { cellsOf, ngramSums } from './ngram-sums.js'
import { BUCKETS } from './ngrams.js'
import type { LastLayer } from './score.js'

/** What nlp/training/sentiment writes: see nlp/data/README.md. */
export interface SentimentFile {
  readonly weightScale: number
  readonly importanceScale: number
  readonly lastLayer: { readonly weights: Readonly<Record<string, number>>; readonly band: LastLayer['band'] }
}

const folder = new URL('../data/', import.meta.url)
const file: SentimentFile = JSON.parse(readFileSync(new URL('sentiment.json', folder), 'utf8'))
const bytes = readFileSync(new URL('sentiment-ngrams.bin', folder))

/** By the weights of n-grams that ship. The file holds them all, then their importance. */
export const sumNgrams = ngramSums({
  cells: cellsOf(new Int8Array(bytes.buffer, bytes.byteOffset, BUCKETS), bytes.subarray(BUCKETS)),
  weightScale: file.weightScale,
  importanceScale: file.importanceScale,
})

/** The last layer as it ships. */
export const shippedLayer: LastLayer = {
  weights: FEATURES.map(name => file.lastLayer.weights[name] ?? 0),
  band: file.lastLayer.band,
}
