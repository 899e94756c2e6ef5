import { arenaWith } from './arena.js'
import { plainLinear } from './plain-linear.js'

/**
 * Linear algebra on one block of memory. Arguments are byte addresses into it, multiples of the size of what lies there, and
 * counts; a `step` is the bytes from one row to the next. The WebAssembly and the plain form give the same bits: sums run in
 * as many lanes in both.
 */
export interface LinearKernels {
  /**
   * f64: out[i][j] += factor · Σ_k a[i][k] · b[j][k], each sum in two lanes.
   * @param rows a multiple of 4; `columns` and `length` multiples of 2
   */
  products(
    ...args: [
      a: number,
      b: number,
      step: number,
      rows: number,
      columns: number,
      length: number,
      factor: number,
      out: number,
      outStep: number,
    ]
  ): void
  /**
   * f32: out = Σ_i weights[i] · row ids[i].
   * @param ids   uint32
   * @param width a multiple of 4
   */
  combine(
    ...args: [rows: number, step: number, ids: number, weights: number, count: number, out: number, width: number]
  ): void
  /**
   * f32: of each of `rows` sparse rows s the 32 sums Σ_i weight[i] · block[id[i]]; those of greater magnitude than least[s] are
   * put behind the sizes[s] entries of list s, which become as many more.
   * @param starts    uint32, rows + 1: where a sparse row's ids (uint32) and weights begin
   * @param block     rows of 32
   * @param first     position of the block's first column
   * @param positions uint32, lists of `room` entries; and their values likewise. 32 of each must be free
   * @param sums      scratch, 32 f32
   */
  greaterSums(
    ...args: [
      starts: number,
      ids: number,
      weights: number,
      rows: number,
      block: number,
      first: number,
      least: number,
      sizes: number,
      positions: number,
      values: number,
      room: number,
      sums: number,
    ]
  ): void
  /**
   * f32: out[r] = row r · x, each sum in four lanes. Rows lie one behind the other.
   * @param width and `count` multiples of 4
   */
  dots(...args: [rows: number, width: number, x: number, out: number, count: number]): void
  /**
   * `combine` of f32 rows with f64 weights and sums.
   * @param width a multiple of 8
   */
  gatheredSum(
    ...args: [rows: number, step: number, ids: number, weights: number, count: number, out: number, width: number]
  ): void
  /**
   * out[i] = row ids[i] · x: f32 rows, f64 x and sums, in eight lanes.
   * @param width a multiple of 8
   */
  gatheredDots(
    ...args: [rows: number, step: number, ids: number, x: number, width: number, out: number, count: number]
  ): void
}

/** Kernels with the memory they work on. */
export interface LinearArena extends LinearKernels {
  readonly buffer: ArrayBuffer
}

/** Kernels on `bytes` of zeroed memory: in WebAssembly where the engine has SIMD, else in plain JavaScript. */
export function linearArena(bytes: number, simd = true): LinearArena {
  return arenaWith('linear.wasm', bytes, simd, plainLinear)
}
