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
  const { arena, f32, u, v, innerSums, gaps, pairWeight, pairBias, scores, feature, logits } = memory
  const { pairHidden, rank, gaps: buckets } = shape
  project(memory, shape, memory.left, aspects, u)
  project(memory, shape, memory.right, opinions, v)
  sumInner(memory, shape, count)
  const step = pairHidden * 4
  const side = (pairHidden + rank) * 4
  const pairs: CandidatePair[] = []
  for (const [a, aspect] of aspects.entries()) {
    f32[scores >> 2] = aspect.score
    for (const [o, opinion] of opinions.entries()) {
      f32[(scores >> 2) + 1] = opinion.score
      const from = Math.min(aspect.last, opinion.last) + 1
      const between = Math.max(aspect.first, opinion.first) - from
      const before = innerSums + from * step
      const upTo = between > 0 ? before + between * step : before
      const share = between > 0 ? 1 / between : 0
      const gap = gaps + bucketOf(aspect, opinion, between, buckets) * step
      const [left, right] = [u + a * side, v + o * side]
      const tail = [pairWeight, pairBias, scores, feature, logits] as const
      arena.pairLogits(left, right, before, upTo, share, gap, pairHidden, rank, ...tail)
      pairs.push({ aspect, opinion, probabilities: softmax(f32, logits >> 2) })
    }
  }
  return pairs
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
function sumInner(memory: Memory, { d, pairHidden }: NetworkShape, count: number): void {
  const { arena, y, margin, between, inner, innerSums } = memory
  const { weight, scale, bias, rows } = between
  arena.affine(y + margin * d * 2, d * 2, 1, 0, d, weight, scale, bias, inner, rows, count)
  arena.runningSums(inner, innerSums, pairHidden, count)
}

/** By the tokens between, aspect first, then opinion first; the last for spans that overlap. */
function bucketOf(aspect: CandidateSpan, opinion: CandidateSpan, between: number, buckets: readonly number[]): number {
  if (between < 0) return 2 * buckets.length
  const bucket = buckets.findLastIndex(fewest => fewest <= between)
  return opinion.first > aspect.first ? bucket : buckets.length + bucket
}

function softmax(values: Float32Array, at: number): Probabilities {
  const [a, b, c, d] = [values[at], values[at + 1], values[at + 2], values[at + 3]]
  const most = Math.max(a, b, c, d)
  const [p, q, r, s] = [Math.exp(a - most), Math.exp(b - most), Math.exp(c - most), Math.exp(d - most)]
  const sum = p + q + r + s
  return [p / sum, q / sum, r / sum, s / sum]
}
