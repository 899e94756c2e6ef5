import type { SentenceTokens, Token } from '../tokens.js'
import { best, type CandidateSpan } from './candidates.js'
import { FirstLayer } from './first-layer.js'
import { type Matrix, type Memory, memoryOf, mostCandidates, TAPS } from './memory.js'
import { type CandidatePair, classify } from './pairs.js'
import type { PooledStates } from './states.js'
import { vocabularyOf } from './vocabulary.js'
import type { NetworkShape, Weights } from './weights.js'

/** Kinds of spans, as the weights number them. */
const ASPECT = 0
const OPINION = 1

/**
 * The network that finds who says what of what in a sentence: word vectors, gated convolutions, a score for every span as
 * an aspect and as an opinion, and a class for every pair of the best of both. docs/reading-reviews.md describes it.
 */
export class Network {
  readonly shape: NetworkShape
  readonly #memory: Memory
  readonly #first: FirstLayer
  readonly #spanBias: Float32Array

  constructor(weights: Weights, simd = true) {
    this.shape = weights.shape
    this.#memory = memoryOf(weights, simd)
    this.#spanBias = weights.float32('spans.bias')
    this.#first = new FirstLayer(this.#memory, vocabularyOf(weights.words, this.#memory.affixRows), weights.shape.d)
  }

  /**
   * All pairs of candidates, aspects in order of their scores, within them opinions. Time is linear in the tokens.
   * @param states is told the states of the tokens
   */
  pairsOf(text: string, tokens: readonly Token[], sentence: SentenceTokens, states?: PooledStates): CandidatePair[] {
    const count = sentence.to - sentence.from
    this.#first.read(text, tokens, sentence)
    this.#encode(count)
    if (states !== undefined) this.#pool(states, count)
    const [aspects, opinions] = this.#candidates(count)
    if (aspects.length === 0 || opinions.length === 0) return []
    return classify(this.#memory, this.shape, aspects, opinions, count)
  }

  /** The layers behind the first. Leaves LN(x) of the last at y + margin rows, in int16. */
  #encode(count: number): void {
    const { arena, i16, margin, x, y, z, convolutions } = this.#memory
    const { d } = this.shape
    const step = d * 2
    const inner = y + margin * step
    // What follows the sentence is zero, as is what precedes it.
    i16.fill(0, (inner + count * step) >> 1, (inner + (count + margin) * step) >> 1)
    for (const { dilation, matrix } of convolutions) {
      arena.norm(x, inner, d, count)
      this.#affine(matrix, inner - dilation * step, step, TAPS, dilation * step, d, z, count)
      arena.gate(x, z, d, count)
    }
    arena.norm(x, inner, d, count)
  }

  #pool(states: PooledStates, count: number): void {
    const { arena, i32, margin, y, pooled } = this.#memory
    const { d } = this.shape
    arena.pool(y + margin * d * 2, pooled, d, count)
    states.add(i32.subarray(pooled >> 2, (pooled >> 2) + 3 * d), count)
  }

  #affine(
    m: Matrix,
    x: number,
    xStep: number,
    taps: number,
    tapStep: number,
    width: number,
    out: number,
    count: number,
  ) {
    this.#memory.arena.affine(x, xStep, taps, tapStep, width, m.weight, m.scale, m.bias, out, m.rows, count)
  }

  #candidates(count: number): [CandidateSpan[], CandidateSpan[]] {
    const { arena, f32, margin, y, spans, spanParts, innerSum, spanOffsets, spanOut, spanScores } = this.#memory
    const { d, spanHidden, widths, floor } = this.shape
    this.#affine(spans, y + margin * d * 2, d * 2, 1, 0, d, spanParts, count)
    const step = spans.rows * 4
    const most = mostCandidates(this.shape, count)
    const found = [ASPECT, OPINION].map(kind => {
      const out = spanScores[kind] ?? 0
      const bias = this.#spanBias[kind] ?? 0
      const from = spanParts + kind * spanHidden * 12
      const offsets = spanOffsets + kind * widths * spanHidden * 4
      const weight = spanOut + kind * spanHidden * 4
      arena.spanScores(from, step, spanHidden, widths, offsets, weight, bias, innerSum, out, count)
      return best(f32.subarray(out >> 2, (out >> 2) + count * widths), widths, floor, most)
    })
    return [found[ASPECT] ?? [], found[OPINION] ?? []]
  }
}
