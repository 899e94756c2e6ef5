import type { Scalar, Tensor, Tensor2D, Tensor3D, Variable } from '@tensorflow/tfjs-core'
import { type Random, shuffle } from '../random.js'
import type { Mlp } from './mlp.js'
import type { TensorflowBackend } from './tensorflow.js'

/** Lists of candidates of equal length, one a row; the label tells which of them the user took. */
export interface RankingLists {
  /** Lists. */
  readonly count: number
  /** Candidates of a list. */
  readonly size: number
  /** Inputs of a candidate. */
  readonly features: number
  /** count × size × features. */
  readonly rows: Float32Array
  /** Whose list each is, count. */
  readonly users: Uint32Array
  /** count × size: 1 taken, 0 not, -1 padding. At least one 1 in each list. */
  readonly labels: Int8Array
}

export interface MlpHyperparameters {
  readonly hidden: number
  readonly epochs: number
  readonly learningRate: number
  /** Of the squared weights. */
  readonly regularization: number
  /** Lists of a step. */
  readonly batch: number
  /** Epochs without a better validation loss after which it stops. */
  readonly patience: number
}

interface Weights {
  readonly hidden: Variable
  readonly biases: Variable
  readonly output: Variable
  readonly skip: Variable
}

/**
 * Fits the network to put the taken candidates of each list first: listwise softmax cross-entropy,
 * −mean over lists of mean over its taken candidates of ln softmax(scores)ᵢ (Cao et al., ICML 2007, the top-one form, with
 * several taken candidates sharing the target). The epoch with the least loss on `validation` wins.
 * @param start   the linear path's first weights, features
 * @param onEpoch told the share done, in [0, 1]
 */
export async function trainMlp(
  { tf }: TensorflowBackend,
  training: RankingLists,
  validation: RankingLists,
  start: Float32Array,
  { hidden, epochs, learningRate, regularization, batch, patience }: MlpHyperparameters,
  random: Random,
  onEpoch: (done: number) => void = () => {},
): Promise<Mlp> {
  const { features } = training
  const glorot = Math.sqrt(6 / (features + hidden))
  const uniform = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => (2 * random() - 1) * scale)
  const weights: Weights = {
    hidden: tf.variable(tf.tensor2d(uniform(features * hidden, glorot), [features, hidden])),
    biases: tf.variable(tf.zeros([hidden])),
    // Small, so that the first scores are those of the linear path.
    output: tf.variable(tf.tensor2d(uniform(hidden, 0.1 * glorot), [hidden, 1])),
    skip: tf.variable(tf.tensor2d(start, [features, 1])),
  }
  const variables = Object.values(weights) as Variable[]
  const optimizer = tf.train.adam(learningRate)

  /** Sum over the lists `from`..`to` in the order given of the loss above. */
  function loss(lists: RankingLists, order: Uint32Array, from: number, to: number): Tensor {
    const { size } = lists
    const taken = new Float32Array((to - from) * size)
    const padding = new Float32Array((to - from) * size)
    const rows = new Float32Array((to - from) * size * features)
    for (let i = from; i < to; i++) {
      const list = order[i]
      rows.set(lists.rows.subarray(list * size * features, (list + 1) * size * features), (i - from) * size * features)
      const labels = lists.labels.subarray(list * size, (list + 1) * size)
      const positives = labels.reduce((sum, label) => sum + (label > 0 ? 1 : 0), 0)
      for (let c = 0; c < size; c++) {
        const at = (i - from) * size + c
        if (labels[c] > 0) taken[at] = 1 / positives
        if (labels[c] < 0) padding[at] = -1e9
      }
    }
    const x = tf.tensor2d(rows, [(to - from) * size, features])
    const units = tf.relu(tf.add(tf.matMul(x, weights.hidden as Tensor2D), weights.biases))
    const scores = tf.add(
      tf.matMul(units as Tensor2D, weights.output as Tensor2D),
      tf.matMul(x, weights.skip as Tensor2D),
    )
    const logits = tf.add(tf.reshape(scores, [to - from, size]), tf.tensor2d(padding, [to - from, size]))
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits as Tensor3D), tf.tensor2d(taken, [to - from, size]))))
  }

  const order = Uint32Array.from({ length: training.count }, (_, i) => i)
  const validationOrder = Uint32Array.from({ length: validation.count }, (_, i) => i)
  const validationLoss = () => {
    let total = 0
    for (let from = 0; from < validation.count; from += batch) {
      const to = Math.min(validation.count, from + batch)
      total += tf.tidy(() => loss(validation, validationOrder, from, to).dataSync()[0])
    }
    return total / Math.max(1, validation.count)
  }

  let best = { loss: validationLoss(), mlp: read(weights, features, hidden) }
  let since = 0
  for (let epoch = 0; epoch < epochs && since < patience; epoch++) {
    shuffle(random, order)
    for (let from = 0; from < training.count; from += batch) {
      const to = Math.min(training.count, from + batch)
      tf.tidy(() => {
        optimizer.minimize(
          () => {
            const squares = tf.add(tf.sum(tf.square(weights.hidden)), tf.sum(tf.square(weights.output)))
            return tf.add<Scalar>(tf.div(loss(training, order, from, to), to - from), tf.mul(squares, regularization))
          },
          false,
          variables,
        )
      })
    }
    const now = validationLoss()
    if (now < best.loss) {
      best = { loss: now, mlp: read(weights, features, hidden) }
      since = 0
    } else since++
    onEpoch((epoch + 1) / epochs)
    // Lets messages through: a cancelled training stops here.
    await new Promise(resolve => setImmediate(resolve))
  }
  for (const variable of variables) variable.dispose()
  optimizer.dispose()
  return best.mlp
}

/** The network as it stands, its hidden weights turned to hidden × features. */
function read(weights: Weights, features: number, hidden: number): Mlp {
  const columns = weights.hidden.dataSync()
  const rows = new Float32Array(hidden * features)
  for (let f = 0; f < features; f++) for (let h = 0; h < hidden; h++) rows[h * features + f] = columns[f * hidden + h]
  return {
    features,
    hidden,
    weights: rows,
    biases: Float32Array.from(weights.biases.dataSync()),
    output: Float32Array.from(weights.output.dataSync()),
    skip: Float32Array.from(weights.skip.dataSync()),
  }
}
