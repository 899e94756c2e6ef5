import type { Mlp } from './mlp.js'
import type { RankingLists } from './train-mlp.js'

/** The features that are not 0 everywhere, ascending: on data without reviews, or without tags, some say nothing at all. */
export function toldFeatures({ rows, features }: RankingLists): Uint32Array {
  const told = new Uint8Array(features)
  for (let i = 0; i < rows.length; i++) if (rows[i] !== 0) told[i % features] = 1
  return Uint32Array.from(told.keys()).filter(feature => told[feature] === 1)
}

/** The lists with these features only, in this order. */
export function withFeatures(lists: RankingLists, chosen: Uint32Array): RankingLists {
  const { features, rows } = lists
  const candidates = lists.count * lists.size
  const narrow = new Float32Array(candidates * chosen.length)
  for (let c = 0; c < candidates; c++) {
    for (let i = 0; i < chosen.length; i++) narrow[c * chosen.length + i] = rows[c * features + chosen[i]]
  }
  return { ...lists, features: chosen.length, rows: narrow }
}

/** The network that takes `features` inputs, of which the given one sees those chosen; the others have weight 0. */
export function widened(mlp: Mlp, chosen: Uint32Array, features: number): Mlp {
  const weights = new Float32Array(mlp.hidden * features)
  const skip = new Float32Array(features)
  for (let i = 0; i < chosen.length; i++) {
    skip[chosen[i]] = mlp.skip[i]
    for (let h = 0; h < mlp.hidden; h++) weights[h * features + chosen[i]] = mlp.weights[h * mlp.features + i]
  }
  return { ...mlp, features, weights, skip }
}
