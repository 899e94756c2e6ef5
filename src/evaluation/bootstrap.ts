import { randomInteger, seededRandom } from '../recommender/random.js'

/** Resamples of the users. */
const DRAWS = 1_000

/**
 * 95 % interval of the mean of `a` − the mean of `b` by paired bootstrap: users are drawn with replacement, both values of
 * a user together, and the 2.5 % and 97.5 % quantiles of the differences taken (nearest rank).
 * @param a of each user; as long as `b`, at least one
 * @see Efron, Annals of Statistics 7(1), 1979
 */
export function pairedBootstrap(a: Float64Array, b: Float64Array, seed: number): { low: number; high: number } {
  const random = seededRandom(seed)
  const differences = a.map((value, user) => value - b[user])
  const means = Float64Array.from({ length: DRAWS }, () => {
    let sum = 0
    for (let i = 0; i < differences.length; i++) sum += differences[randomInteger(random, differences.length)]
    return sum / differences.length
  }).sort()
  return { low: means[Math.ceil(0.025 * DRAWS) - 1], high: means[Math.ceil(0.975 * DRAWS) - 1] }
}
