export interface Seed {
  readonly word: string
  /** Canonical name of its aspect. */
  readonly name: string
  /** Of length 1. */
  readonly vector: Float64Array
}

/** Seeds of an aspect that speak for it: one near word may be an accident, all of them are too wide apart. */
const NEAREST = 3

/**
 * The aspect with the greatest mean cosine of its 3 nearest seeds (of all, if it has fewer); ties go to the aspect whose
 * seed comes first.
 * @param vector of length 1
 * @param seeds at least one
 */
export function nearestAspect(vector: Float64Array, seeds: readonly Seed[]): { name: string; similarity: number } {
  const cosines = new Map<string, number[]>()
  for (const seed of seeds) {
    const list = cosines.get(seed.name) ?? []
    cosines.set(seed.name, list)
    list.push(dot(vector, seed.vector))
  }
  let best = { name: '', similarity: Number.NEGATIVE_INFINITY }
  for (const [name, list] of cosines) {
    const near = list.sort((a, b) => b - a).slice(0, NEAREST)
    const similarity = near.reduce((sum, cosine) => sum + cosine, 0) / near.length
    if (similarity > best.similarity) best = { name, similarity }
  }
  return best
}

/** The vector at length 1; a zero vector stays. */
export function unit(vector: readonly number[]): Float64Array {
  const length = Math.hypot(...vector) || 1
  return Float64Array.from(vector, x => x / length)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
