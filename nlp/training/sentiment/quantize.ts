import { STEP_BUCKETS, STEP_BYTES } from '../../sentiment/steps.js'
import type { NgramModel } from './ngram-weights.js'
import type { StepModel } from './step-weights.js'

/** Of the weights that are not 0, this share is held exactly within the range; the few beyond are clipped. */
const WITHIN = 0.9995

/** Both tables in 8 bits: a value is its integer times the scale. An importance above 0 stays above 0. */
export function quantized({ weights, importance }: NgramModel) {
  const weightScale = weightScaleOf([weights])
  const importanceScale = importanceScaleOf(importance)
  return {
    weights: Int8Array.from(weights, value => weightIn8Bits(value, weightScale)),
    weightScale,
    importance: Uint8Array.from(importance, value => importanceIn8Bits(value, importanceScale)),
    importanceScale,
  }
}

/** All weights of a bucket side by side: see STEP_BYTES. */
export function packedSteps({ weights, importance }: StepModel) {
  const weightScale = weightScaleOf(weights)
  const importanceScale = importanceScaleOf(importance)
  const cells = Buffer.alloc(STEP_BUCKETS * STEP_BYTES)
  for (let bucket = 0; bucket < STEP_BUCKETS; bucket++) {
    cells.writeUInt8(importanceIn8Bits(importance[bucket], importanceScale), bucket * STEP_BYTES)
    weights.forEach((column, step) => {
      cells.writeInt8(weightIn8Bits(column[bucket], weightScale), bucket * STEP_BYTES + 1 + step)
    })
  }
  return { cells, weightScale, importanceScale }
}

function weightScaleOf(columns: readonly Float32Array[]): number {
  const sizes = columns
    .flatMap(column => [...column.filter(weight => weight !== 0)].map(Math.abs))
    .sort((a, b) => a - b)
  return (sizes[Math.floor(WITHIN * (sizes.length - 1))] ?? 1) / 127
}

function importanceScaleOf(importance: Float32Array): number {
  return importance.reduce((most, value) => Math.max(most, value), 1) / 255
}

function weightIn8Bits(value: number, scale: number): number {
  return Math.max(-127, Math.min(127, Math.round(value / scale)))
}

function importanceIn8Bits(value: number, scale: number): number {
  return value === 0 ? 0 : Math.max(1, Math.round(value / scale))
}
