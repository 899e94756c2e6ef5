import type { NetworkShape, Weights } from '../../../nlp/triplets/weights.js'
import { seededRandom } from '../../../src/recommender/random.js'

/** A small network of random weights: sizes differ wherever they may, so that mixing two up shows. */
export const TOY: NetworkShape = {
  d: 16,
  dilations: [1, 2, 4],
  spanHidden: 8,
  pairHidden: 32,
  rank: 16,
  widths: 5,
  candidates: 6,
  candidatesPerToken: 0.3,
  gaps: [0, 1, 2, 4],
  floor: -1.5,
  threshold: 0.1,
}

export const TOY_WORDS = 'the vocals are great , but mix is not so muddy driven good . love and lyrics'.split(' ')

export function toyWeights(seed: number): Weights {
  const { d, spanHidden: s, pairHidden: p, rank: r, widths, gaps } = TOY
  const random = seededRandom(seed)
  const floats = (count: number, size: number) => Float32Array.from({ length: count }, () => (random() * 2 - 1) * size)
  const matrices: Record<string, [rows: number, columns: number]> = {
    'conv0.weight': [2 * d, 3 * d],
    'conv1.weight': [2 * d, 3 * d],
    'conv2.weight': [2 * d, 3 * d],
    'spans.weight': [6 * s, d],
    'left.weight': [p + r, 2 * d],
    'right.weight': [p + r, 2 * d],
    'between.weight': [p, d],
    'words.rows': [TOY_WORDS.length, d],
    'suffix3.rows': [16, d],
    'suffix2.rows': [8, d],
    'prefix4.rows': [32, d],
  }
  const int8 = new Map<string, Int8Array>()
  const float32 = new Map<string, Float32Array>()
  for (const [name, [rows, columns]] of Object.entries(matrices)) {
    int8.set(
      name,
      Int8Array.from({ length: rows * columns }, () => Math.floor(random() * 255) - 127),
    )
    float32.set(
      `${name}.scale`,
      floats(rows, 0.004).map(x => Math.abs(x) + 0.001),
    )
  }
  for (const l of [0, 1, 2]) float32.set(`conv${l}.bias`, floats(2 * d, 0.1))
  float32.set('shape', floats(8 * d, 0.3))
  float32.set('spans.width', floats(2 * widths * s, 0.3))
  float32.set('spans.out', floats(2 * s, 1))
  float32.set('spans.bias', floats(2, 0.3))
  float32.set('gap', floats((2 * gaps.length + 1) * p, 0.3))
  float32.set('pairs.weight', floats(4 * (p + r + 2), 0.3))
  float32.set('pairs.bias', floats(4, 0.3))
  const get = <T>(map: ReadonlyMap<string, T>, name: string): T => {
    const value = map.get(name)
    if (value === undefined) throw new Error(`the toy has no ${name}`)
    return value
  }
  return {
    shape: TOY,
    words: TOY_WORDS,
    int8: name => get(int8, name),
    float32: name => get(float32, name),
    scale: name => get(float32, `${name}.scale`),
  }
}
