import { type Arena, arenaOf, NORM_SCALE, packWeights } from '../../simd/kernels.js'
import { LONGEST_SENTENCE } from '../sentences.js'
import type { NetworkShape, Weights } from './weights.js'

/** Addresses of one matrix, as the kernel `affine` takes them. */
export interface Matrix {
  readonly weight: number
  readonly scale: number
  readonly bias: number
  readonly rows: number
}

/** The network in one block of memory: its weights and what it computes of one sentence. Addresses are in bytes. */
export type Memory = ReturnType<typeof memoryOf>

/** Width of a convolution. */
export const TAPS = 3
const AFFIXES = ['suffix3', 'suffix2', 'prefix4'] as const
/** `products` works on two rows at a time. */
const ROUNDING = 2
/** Forms whose first layer is kept. @see FirstLayer */
export const LINES = 4_096

export function memoryOf(weights: Weights, simd: boolean) {
  const { d, dilations, spanHidden, pairHidden, rank, widths } = weights.shape
  const margin = Math.max(...dilations)
  const longest = LONGEST_SENTENCE + ROUNDING
  const most = mostCandidates(weights.shape, LONGEST_SENTENCE) + ROUNDING
  const fills: (() => void)[] = []
  let size = 0
  let arena: Arena | undefined
  const reserve = (bytes: number): number => {
    const at = size
    size += Math.ceil(bytes / 16) * 16
    return at
  }
  const place = (data: Int8Array | Int16Array | Float32Array): number => {
    const at = reserve(data.byteLength)
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    fills.push(() => arena && new Uint8Array(arena.buffer).set(bytes, at))
    return at
  }
  const matrix = (name: string, bias?: Float32Array): Matrix => {
    const scale = weights.scale(`${name}.weight`).map(factor => factor / NORM_SCALE)
    const int8 = weights.int8(`${name}.weight`)
    return {
      weight: place(packWeights(int8, scale.length, int8.length / scale.length)),
      scale: place(scale),
      bias: place(bias ?? new Float32Array(scale.length)),
      rows: scale.length,
    }
  }
  const [firstDilation, ...dilationsBehind] = dilations
  const tables = ['words.rows', ...AFFIXES.map(name => `${name}.rows`)]
  const kept = {
    rows: place(joined(tables.map(weights.int8))),
    rowScale: place(joinedFloats(tables.map(weights.scale))),
    shapes: place(weights.float32('shape')),
    first: {
      dilation: firstDilation,
      taps: place(packedTaps(weights.int8('conv0.weight'), 2 * d, TAPS)),
      scale: place(weights.scale('conv0.weight').map(factor => factor / NORM_SCALE)),
      bias: place(weights.float32('conv0.bias')),
      rows: 2 * d,
    },
    vectors: reserve((LINES + ROUNDING) * d * 4),
    parts: reserve((LINES + ROUNDING) * d * 8 * TAPS),
    convolutions: dilationsBehind.map((dilation, l) => ({
      dilation,
      matrix: matrix(`conv${l + 1}`, weights.float32(`conv${l + 1}.bias`)),
    })),
    spans: matrix('spans'),
    spanOffsets: place(weights.float32('spans.width')),
    spanOut: place(weights.float32('spans.out')),
    left: matrix('left'),
    right: matrix('right'),
    between: matrix('between'),
    gaps: place(weights.float32('gap')),
    pairWeight: place(paddedRows(weights.float32('pairs.weight'), 4)),
    pairBias: place(weights.float32('pairs.bias')),
    // Of one sentence.
    ids: reserve(longest * 16),
    lines: reserve((longest + 2 * firstDilation) * 4),
    x: reserve(longest * d * 4),
    y: reserve((longest + 2 * margin) * d * 2),
    z: reserve(longest * d * 8),
    pooled: reserve(3 * d * 4),
    spanParts: reserve(longest * spanHidden * 24),
    innerSum: reserve(spanHidden * 4),
    spanScores: [reserve(longest * widths * 4), reserve(longest * widths * 4)] as const,
    ends: reserve(most * d * 4),
    u: reserve(most * (pairHidden + rank) * 4),
    v: reserve(most * (pairHidden + rank) * 4),
    inner: reserve(longest * pairHidden * 4),
    innerSums: reserve((longest + 1) * pairHidden * 4),
    scores: reserve(16),
    feature: reserve((pairHidden + rank) * 4),
    logits: reserve(16),
  }
  arena = arenaOf(size, simd)
  for (const fill of fills) fill()
  const affixRows = {
    suffix3: weights.scale('suffix3.rows').length,
    suffix2: weights.scale('suffix2.rows').length,
    prefix4: weights.scale('prefix4.rows').length,
  }
  return {
    ...kept,
    arena,
    margin,
    affixRows,
    i16: new Int16Array(arena.buffer),
    i32: new Int32Array(arena.buffer),
    f32: new Float32Array(arena.buffer),
  }
}

/** How many spans of each kind of a sentence go on to the pairs. */
export function mostCandidates({ candidates, candidatesPerToken }: NetworkShape, tokens: number): number {
  return Math.max(candidates, Math.floor(candidatesPerToken * tokens))
}

/** The matrix of a convolution as that of its taps, one below the other. */
function packedTaps(matrix: Int8Array, rows: number, taps: number): Int16Array {
  const width = matrix.length / rows / taps
  const stacked = new Int8Array(matrix.length)
  for (let r = 0; r < rows; r++) {
    for (let tap = 0; tap < taps; tap++) {
      const from = (r * taps + tap) * width
      stacked.set(matrix.subarray(from, from + width), (tap * rows + r) * width)
    }
  }
  return packWeights(stacked, rows * taps, width)
}

function joined(parts: readonly Int8Array[]): Int8Array {
  const whole = new Int8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function joinedFloats(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap(part => [...part]))
}

/** Rows two longer, as the kernel reads them: whole vectors of four. */
function paddedRows(matrix: Float32Array, rows: number): Float32Array {
  const width = matrix.length / rows
  const padded = new Float32Array(rows * (width + 2))
  for (let r = 0; r < rows; r++) padded.set(matrix.subarray(r * width, (r + 1) * width), r * (width + 2))
  return padded
}
