import { arenaWith } from './arena.js'
import { plainKernels } from './plain.js'

/**
 * Dense arithmetic on one block of memory. Arguments are byte addresses into it and counts. Every `width`, `hidden` and
 * `rank` is a multiple of 8, every `rows` of 16; addresses of f32 vectors are multiples of 4, of int16 multiples of 2.
 * The WebAssembly and the plain form give the same bits.
 */
export interface Kernels {
  /**
   * out[t][r] = Σ weight[r][k] · input_t[k], int32. input_t joins `taps` pieces of `width` int16 that lie `tapStep`
   * bytes apart, the first at x + t · xStep.
   * Computes `count` rounded up to 2 rows of `rows`, so both buffers need room for them.
   * @param weight int16 as `packWeights` orders them
   */
  products(
    ...args: [
      x: number,
      xStep: number,
      taps: number,
      tapStep: number,
      width: number,
      weight: number,
      out: number,
      rows: number,
      count: number,
    ]
  ): void
  /** `products`, in f32: out[t][r] = scale[r] · Σ weight[r][k] · input_t[k] + bias[r]. */
  affine(
    ...args: [
      x: number,
      xStep: number,
      taps: number,
      tapStep: number,
      width: number,
      weight: number,
      scale: number,
      bias: number,
      out: number,
      rows: number,
      count: number,
    ]
  ): void
  /**
   * The same with three taps whose products are known: parts[l] is three pieces of `rows` int32, one a tap, and
   * out[t][r] = scale[r] · Σ parts[lines[t + tap · dilation]][tap][r] + bias[r]; lines are int32.
   */
  convolve(
    ...args: [
      parts: number,
      lines: number,
      dilation: number,
      scale: number,
      bias: number,
      out: number,
      rows: number,
      count: number,
    ]
  ): void
  /** out[t] = table[lines[t]]: rows of `width` f32. */
  pick(...args: [table: number, lines: number, out: number, width: number, count: number]): void
  /**
   * out[t] = shapes[id[3]] + Σ rows[id[k]] · scale[id[k]] over k = 0, 1, 2 with id[k] ≥ 0; ids are four int32 a token,
   * rows int8, scale and shapes f32, each row `width` long.
   */
  embed(
    ...args: [ids: number, rows: number, scale: number, shapes: number, out: number, width: number, count: number]
  ): void
  /** out[t] = (x[t] − mean) · (4096 / √(variance + 1e-5)), rounded to int16, ties to even. */
  norm(...args: [x: number, out: number, width: number, count: number]): void
  /** x[t][k] += z[t][k] · (½ + ½ g / (1 + |g|)) with g = z[t][width + k]. */
  gate(...args: [x: number, z: number, width: number, count: number]): void
  /** Of each column of `count` rows of `width` int16: out[0] the sum, out[1] the largest, out[2] the smallest, int32. */
  pool(...args: [x: number, out: number, width: number, count: number]): void
  /**
   * out[i][w] = weight · relu(first_i + last_(i+w) + mean(inner_i … inner_(i+w)) + offsets[w]) + bias for w < widths,
   * i + w < count. first, last and inner are `hidden` f32 each, one behind the other at p + i · step.
   * @param inner scratch, hidden f32
   */
  spanScores(
    ...args: [
      p: number,
      step: number,
      hidden: number,
      widths: number,
      offsets: number,
      weight: number,
      bias: number,
      inner: number,
      out: number,
      count: number,
    ]
  ): void
  /** out[0] = 0, out[t + 1] = out[t] + x[t]: rows of `width` f32, count + 1 of them. */
  runningSums(...args: [x: number, out: number, width: number, count: number]): void
  /**
   * out[c] = weight[c] · [relu(u + v + (upTo − before) · share + gap) (hidden); u ⊙ v (rank); two scores] + bias[c] for
   * four classes c.
   * u and v are hidden + rank f32 long; rows of weight are hidden + rank + 4.
   * @param feature scratch, hidden + rank f32
   */
  pairLogits(
    ...args: [
      u: number,
      v: number,
      before: number,
      upTo: number,
      share: number,
      gap: number,
      hidden: number,
      rank: number,
      weight: number,
      bias: number,
      scores: number,
      feature: number,
      out: number,
    ]
  ): void
}

/** What `norm` multiplies by: |x| < 8 fits int16, since a vector of d ≤ 64 has |LN(x)| ≤ √(d − 1). */
export const NORM_SCALE = 4096

/** Kernels with the memory they work on. */
export interface Arena extends Kernels {
  readonly buffer: ArrayBuffer
}

/** Kernels on `bytes` of zeroed memory: in WebAssembly where the engine has SIMD, else in plain JavaScript. */
export function arenaOf(bytes: number, simd = true): Arena {
  return arenaWith('kernels.wasm', bytes, simd, plainKernels)
}

/**
 * Weights in the order `affine` reads them: sixteen rows side by side, two columns of each at a time.
 * @param weight rows × columns; rows a multiple of 16, columns even
 */
export function packWeights(weight: Int8Array, rows: number, columns: number): Int16Array {
  const packed = new Int16Array(rows * columns)
  let to = 0
  for (let group = 0; group < rows; group += 16) {
    for (let column = 0; column < columns; column += 2) {
      for (let row = group; row < group + 16; row++) {
        packed[to++] = weight[row * columns + column] ?? 0
        packed[to++] = weight[row * columns + column + 1] ?? 0
      }
    }
  }
  return packed
}
