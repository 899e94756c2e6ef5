import { NORM_SCALE } from '../../simd/kernels.js'

/**
 * The states of the tokens of a text, as the network has them behind its last layer, in int16. Of a sentence they are
 * pooled channel by channel: the mean, the largest and the smallest. Of a text these are the means over its sentences: a
 * long text has no larger ones than a short one.
 */
export class PooledStates {
  #sentences = 0
  #sums = new Float64Array(0)

  /**
   * Adds a sentence of `count` tokens.
   * @param pooled of each channel the sum, then of each the largest, then of each the smallest
   */
  add(pooled: Int32Array, count: number): void {
    if (this.#sentences === 0) this.#sums = new Float64Array(pooled.length)
    this.#sentences++
    const sums = this.#sums
    const width = pooled.length / 3
    for (let k = 0; k < width; k++) sums[k] += pooled[k] / count
    for (let k = width; k < pooled.length; k++) sums[k] += pooled[k]
  }

  /** Of each channel the mean, then of each the largest, then of each the smallest; empty without a sentence. */
  values(): Float32Array {
    const values = new Float32Array(this.#sums.length)
    const factor = 1 / NORM_SCALE / this.#sentences
    for (let i = 0; i < values.length; i++) values[i] = this.#sums[i] * factor
    return values
  }
}
