import type { Weights } from '../../../nlp/triplets/weights.js'

/** The network as docs/reading-reviews.md states it, in plain numbers, one token at a time. */
export function naivePairs(weights: Weights, ids: readonly number[][]) {
  const { d, dilations, spanHidden: s, pairHidden: p, rank, widths, gaps, floor, candidates } = weights.shape
  const n = ids.length
  const row = (name: string, r: number): number[] => {
    const scale = weights.scale(name)
    const width = weights.int8(name).length / scale.length
    return [...weights.int8(name).subarray(r * width, (r + 1) * width)].map(x => x * (scale[r] ?? 0))
  }
  const times = (name: string, x: readonly number[]): number[] =>
    Array.from(weights.scale(name), (_, r) => dot(row(name, r), x))
  const float = (name: string, from: number, count: number) => [...weights.float32(name).subarray(from, from + count)]
  const tables = ['words.rows', 'suffix3.rows', 'suffix2.rows', 'prefix4.rows']
  const vector = (id: number): number[] => {
    let rest = id
    for (const name of tables) {
      if (rest < weights.scale(name).length) return row(name, rest)
      rest -= weights.scale(name).length
    }
    throw new RangeError(`row ${id}`)
  }
  let x = ids.map(([a = -1, b = -1, c = -1, shape = 0]) =>
    [a, b, c].filter(id => id >= 0).reduce((sum, id) => plus(sum, vector(id)), float('shape', shape * d, d)),
  )
  dilations.forEach((dilation, l) => {
    const y = x.map(norm)
    const at = (t: number) => y[t] ?? Array(d).fill(0)
    x = x.map((before, t) => {
      const input = [...at(t - dilation), ...at(t), ...at(t + dilation)]
      const z = plus(times(`conv${l}.weight`, input), float(`conv${l}.bias`, 0, 2 * d))
      return before.map((value, k) => value + (z[k] ?? 0) * gate(z[d + k] ?? 0))
    })
  })
  const h = x.map(norm)
  const parts = h.map(v => times('spans.weight', v))
  const spans = [0, 1].map(kind => {
    const found: { first: number; last: number; score: number }[] = []
    for (let first = 0; first < n; first++) {
      for (let w = 0; w < widths && first + w < n; w++) {
        const last = first + w
        const part = (t: number, k: number) => parts[t]?.slice((kind * 3 + k) * s, (kind * 3 + k + 1) * s) ?? []
        let mean = Array<number>(s).fill(0)
        for (let t = first; t <= last; t++) mean = plus(mean, part(t, 2))
        const sum = plus(
          part(first, 0),
          part(last, 1),
          mean.map(v => v / (w + 1)),
          float('spans.width', (kind * widths + w) * s, s),
        )
        const score = dot(float('spans.out', kind * s, s), sum.map(relu)) + (weights.float32('spans.bias')[kind] ?? 0)
        if (score > floor) found.push({ first, last, score })
      }
    }
    return found.sort((a, b) => b.score - a.score).slice(0, Math.max(candidates, Math.floor(0.3 * n)))
  })
  const [aspects = [], opinions = []] = spans
  return aspects.flatMap(aspect =>
    opinions.map(opinion => {
      const u = times('left.weight', [...(h[aspect.first] ?? []), ...(h[aspect.last] ?? [])])
      const v = times('right.weight', [...(h[opinion.first] ?? []), ...(h[opinion.last] ?? [])])
      const from = Math.min(aspect.last, opinion.last) + 1
      const to = Math.max(aspect.first, opinion.first)
      let m = Array<number>(p).fill(0)
      for (let t = from; t < to; t++) m = plus(m, times('between.weight', h[t] ?? []))
      if (to > from) m = m.map(value => value / (to - from))
      let bucket = 2 * gaps.length
      if (to >= from)
        bucket = gaps.filter(g => g <= to - from).length - 1 + (opinion.first > aspect.first ? 0 : gaps.length)
      const f = [
        ...plus(u.slice(0, p), v.slice(0, p), m, float('gap', bucket * p, p)).map(relu),
        ...u.slice(p).map((value, k) => value * (v[p + k] ?? 0)),
        aspect.score,
        opinion.score,
      ]
      const exp = [0, 1, 2, 3].map(c =>
        Math.exp(
          dot(float('pairs.weight', c * (p + rank + 2), p + rank + 2), f) + (weights.float32('pairs.bias')[c] ?? 0),
        ),
      )
      return { aspect, opinion, probabilities: exp.map(e => e / exp.reduce((a, b) => a + b)) }
    }),
  )
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
function plus(first: readonly number[], ...others: readonly number[][]): number[] {
  return first.map((value, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), value))
}
function relu(x: number): number {
  return Math.max(0, x)
}
function gate(x: number): number {
  return 0.5 + (0.5 * x) / (1 + Math.abs(x))
}
function norm(x: readonly number[]): number[] {
  const mean = x.reduce((a, b) => a + b) / x.length
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length
  return x.map(value => (value - mean) / Math.sqrt(variance + 1e-5))
}
