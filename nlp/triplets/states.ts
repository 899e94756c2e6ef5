import { NORM_SCALE } from '../../simd/kernels.js'

/**
 * The states of the tokens of a text, as the network has them behind its last layer, in int16. Of a sentence they are
 * pooled channel by channel: the mean, the largest and the smallest. Of a text these are the means over its sentences: a
 * long text has no larger ones than a short one.
 */
export class PooledStates {
  #sentences = 0
  #sums = new Float64Array(0)

  /** Adds a sentence: `count` states of `width` channels that lie one behind the other from index `at` on. */
  add(states: Int16Array, at: number, width: number, count: number): void {
    if (this.#sentences === 0) this.#sums = new Float64Array(3 * width)
    this.#sentences++
    const sums = this.#sums
    for (let k = 0; k < width; k++) {
      let [sum, most, least] = [0, -32_768, 32_767]
      for (let t = 0, from = at + k; t < count; t++, from += width) {
        const state = states[from]
        sum += state
        if (state > most) most = state
        if (state < least) least = state
      }
      sums[k] += sum / count
      sums[width + k] += most
      sums[2 * width + k] += least
    }
  }

  /** Of each channel the mean, then of each the largest, then of each the smallest; empty without a sentence. */
  values(): Float32Array {
    return Float32Array.from(this.#sums, sum => sum / this.#sentences / NORM_SCALE)
  }
}
