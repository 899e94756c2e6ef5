import { createRequire } from 'node:module'
import type * as Tensorflow from '@tensorflow/tfjs-core'
import { OperatorError } from '../../domain/errors.js'

export type BackendName = 'native' | 'wasm'

/** TensorFlow.js with a backend that was seen to work. */
export interface TensorflowBackend {
  readonly name: BackendName
  readonly tf: typeof Tensorflow
}

const require = createRequire(import.meta.url)
let chosen: Promise<TensorflowBackend> | undefined

/**
 * Chooses the backend once per process: the native one where it is installed and passes a probe, else WebAssembly (SIMD).
 * @param forced `TF_BACKEND`: this one, or
 * @throws OperatorError where it does not work
 */
export function tensorflowBackend(forced: BackendName | null = null): Promise<TensorflowBackend> {
  chosen ??= choose(forced)
  return chosen
}

async function choose(forced: BackendName | null): Promise<TensorflowBackend> {
  const tf: typeof Tensorflow = await import('@tensorflow/tfjs-core')
  // Registers the gradients and the chained methods; tfjs-core alone does neither.
  await import('@tensorflow/tfjs-layers')
  // Production mode: no banner on the console and no checks for NaN in every op.
  tf.env().set('PROD', true)
  if (forced !== 'wasm') {
    try {
      // tfjs-node registers the backend `tensorflow` with the one tfjs-core that both packages share.
      require('@tensorflow/tfjs-node')
      await tf.setBackend('tensorflow')
      probe(tf)
      return { name: 'native', tf }
    } catch (cause) {
      if (forced === 'native') {
        const reason = String(cause).split('\n', 1)[0]
        throw new OperatorError(
          `TF_BACKEND=native: @tensorflow/tfjs-node does not work here (${reason}); unset it for wasm`,
        )
      }
    }
  }
  await import('@tensorflow/tfjs-backend-wasm')
  if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend of TensorFlow.js does not start here')
  probe(tf)
  return { name: 'wasm', tf }
}

/** One product and one Adam step: tfjs-node 4.22 loads on Node ≥ 23, and then every op throws. */
function probe(tf: typeof Tensorflow): void {
  tf.tidy(() => {
    const weights = tf.variable(tf.ones([2, 1]))
    const optimizer = tf.train.adam(0.1)
    optimizer.minimize(() => tf.sum<Tensorflow.Scalar>(tf.matMul(tf.ones([1, 2]), weights)))
    const [first] = weights.dataSync()
    weights.dispose()
    optimizer.dispose()
    if (!(Math.abs(first - 0.9) < 1e-3)) throw new Error('the probe of the TensorFlow.js backend gave a wrong result')
  })
}
