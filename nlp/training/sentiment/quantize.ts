import type { NgramModel } from './ngram-weights.js'

/** Of the weights that are not 0, this share is held exactly within the range; the few beyond are clipped. */
const WITHIN = 0.9995

/** Both tables in 8 bits: a value is its integer times the scale. An importance above 0 stays above 0. */
export function quantized({ weights, importance }: NgramModel) {
  const sizes = weights
    .map(Math.abs)
    .filter(size => size > 0)
    .sort()
  const weightScale = (sizes[Math.floor(WITHIN * (sizes.length - 1))] ?? 1) / 127
  const importanceScale = importance.reduce((most, value) => Math.max(most, value), 1) / 255
  return {
    weights: Int8Array.from(weights, value => Math.max(-127, Math.min(127, Math.round(value / weightScale)))),
    weightScale,
    importance: Uint8Array.from(importance, value =>
      value === 0 ? 0 : Math.max(1, Math.round(value / importanceScale)),
    ),
    importanceScale,
  }
}
