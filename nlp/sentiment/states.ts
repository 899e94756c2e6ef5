/** A logistic regression of praise against blame on the pooled states of the triplet network. */
export interface StateModel {
  readonly bias: number
  /** One for each of the values of `PooledStates`. */
  readonly weights: readonly number[]
}

/** tanh(l / 2) of the model's logit l; 0 where the network read nothing. */
export function readStates(values: Float32Array, { bias, weights }: StateModel): number {
  if (values.length === 0) return 0
  let logit = bias
  for (let i = 0; i < weights.length; i++) logit += weights[i] * values[i]
  return Math.tanh(logit / 2)
}
