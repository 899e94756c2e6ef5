import type { CandidateSpan } from './candidates.js'
import type { Matrix, Memory } from './memory.js'
import type { NetworkShape } from './weights.js'

/** An aspect and an opinion of one sentence with the probabilities of none, positive, negative, neutral. */
export interface CandidatePair {
  readonly aspect: CandidateSpan
  readonly opinion: CandidateSpan
  readonly probabilities: Probabilities
}
export type Probabilities = readonly [none: number, positive: number, negative: number, neutral: number]

/**
 * Classifies every aspect with every opinion: aspects in their order, within them opinions in theirs.
 * LN(x) of the sentence's `count` tokens lies at `memory.y`, behind the margin.
 */
export function classify(
  memory: Memory,
  shape: NetworkShape,
  aspects: readonly CandidateSpan[],
  opinions: readonly CandidateSpan[],
  count: number,
): CandidatePair[] {
  const { arena, f32, u, v, mean, gaps, pairWeight, pairBias, scores, feature, logits } = memory
  const { pairHidden, rank, gaps: buckets } = shape
  project(memory, shape, memory.left, aspects, u)
  project(memory, shape, memory.right, opinions, v)
  const sums = innerSums(memory, shape, count)
  const side = (pairHidden + rank) * 4
  return aspects.flatMap((aspect, a) =>
    opinions.map((opinion, o) => {
      const from = Math.min(aspect.last, opinion.last) + 1
      const to = Math.max(aspect.first, opinion.first)
      for (let k = 0; k < pairHidden; k++) {
        const sum = (sums[to * pairHidden + k] ?? 0) - (sums[from * pairHidden + k] ?? 0)
        f32[(mean >> 2) + k] = to > from ? sum / (to - from) : 0
      }
      f32[scores >> 2] = aspect.score
      f32[(scores >> 2) + 1] = opinion.score
      const gap = gaps + bucketOf(aspect, opinion, to - from, buckets) * pairHidden * 4
      const [left, right] = [u + a * side, v + o * side]
      arena.pairLogits(left, right, mean, gap, pairHidden, rank, pairWeight, pairBias, scores, feature, logits)
      return { aspect, opinion, probabilities: softmax(f32, logits >> 2) }
    }),
  )
}

/** matrix · [h of the first token; h of the last] of every span, at `out`. */
function project(memory: Memory, { d }: NetworkShape, m: Matrix, spans: readonly CandidateSpan[], out: number): void {
  const { arena, i16, y, margin, ends } = memory
  const h = (y >> 1) + margin * d
  let to = ends >> 1
  for (const { first, last } of spans) {
    i16.copyWithin(to, h + first * d, h + (first + 1) * d)
    i16.copyWithin(to + d, h + last * d, h + (last + 1) * d)
    to += 2 * d
  }
  arena.affine(ends, d * 4, 1, 0, d * 2, m.weight, m.scale, m.bias, out, m.rows, spans.length)
}

/** Sums of between · h over the tokens before each, so that the mean over any run takes one subtraction. */
function innerSums(memory: Memory, { d, pairHidden }: NetworkShape, count: number): Float64Array {
  const { arena, f32, y, margin, between, inner } = memory
  const { weight, scale, bias, rows } = between
  arena.affine(y + margin * d * 2, d * 2, 1, 0, d, weight, scale, bias, inner, rows, count)
  const sums = new Float64Array((count + 1) * pairHidden)
  for (let i = 0; i < count * pairHidden; i++) sums[i + pairHidden] = (sums[i] ?? 0) + (f32[(inner >> 2) + i] ?? 0)
  return sums
}

/** By the tokens between, aspect first, then opinion first; the last for spans that overlap. */
function bucketOf(aspect: CandidateSpan, opinion: CandidateSpan, between: number, buckets: readonly number[]): number {
  if (between < 0) return 2 * buckets.length
  const bucket = buckets.findLastIndex(fewest => fewest <= between)
  return opinion.first > aspect.first ? bucket : buckets.length + bucket
}

function softmax(values: Float32Array, at: number): Probabilities {
  const [a = 0, b = 0, c = 0, d = 0] = values.subarray(at, at + 4)
  const most = Math.max(a, b, c, d)
  const [p, q, r, s] = [Math.exp(a - most), Math.exp(b - most), Math.exp(c - most), Math.exp(d - most)]
  const sum = p + q + r + s
  return [p / sum, q / sum, r / sum, s / sum]
}
