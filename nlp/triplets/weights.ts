import { readFileSync } from 'node:fs'

interface TensorEntry {
  readonly type: 'int8' | 'float32' | 'utf8'
  readonly shape: readonly number[]
  readonly offset: number
  readonly bytes: number
}

/** The sizes of the network, and how its answers are cut. */
export interface NetworkShape {
  /** Length of a token's vector; a multiple of 16. */
  readonly d: number
  readonly dilations: readonly number[]
  readonly spanHidden: number
  readonly pairHidden: number
  readonly rank: number
  /** Tokens of the longest span. */
  readonly widths: number
  /** Spans of each kind that go on to the pairs: this many, or so many a token where that is more. */
  readonly candidates: number
  readonly candidatesPerToken: number
  /** Smallest number of tokens between two spans in each bucket, rising. */
  readonly gaps: readonly number[]
  /** Spans scored lower are none. */
  readonly floor: number
  /** Pairs less likely are none. */
  readonly threshold: number
}

/** The trained network as its file holds it. int8 matrices have one factor a row, in `scale(name)`. */
export interface Weights {
  readonly shape: NetworkShape
  /** In the order of the rows of `words.rows`. */
  readonly words: readonly string[]
  readonly int8: (name: string) => Int8Array
  readonly float32: (name: string) => Float32Array
  readonly scale: (name: string) => Float32Array
}

/**
 * Reads weights: "LNT1", the header's length (uint32, little-endian), the header (JSON), the tensors.
 * @throws where the file is not one of these or lacks a tensor that is asked for
 */
export function readWeights(file: URL): Weights {
  // A copy of its own: small files come from Node's pool, where float32 may not be aligned.
  const bytes = new Uint8Array(readFileSync(file))
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== 'LNT1') throw new Error(`${file.pathname} holds no weights`)
  const length = new DataView(bytes.buffer).getUint32(4, true)
  const text = new TextDecoder()
  const { tensors, ...shape }: NetworkShape & { tensors: Record<string, TensorEntry> } = JSON.parse(
    text.decode(bytes.subarray(8, 8 + length)),
  )
  const data = 8 + length
  const entryOf = (name: string, type: TensorEntry['type']): TensorEntry => {
    const entry = tensors[name]
    if (entry?.type !== type) throw new Error(`${file.pathname} has no ${type} tensor ${name}; train it anew`)
    return entry
  }
  const float32 = (name: string): Float32Array => {
    const { offset, bytes: size } = entryOf(name, 'float32')
    return new Float32Array(bytes.buffer, data + offset, size / 4)
  }
  const words = entryOf('words', 'utf8')
  return {
    shape,
    words: text.decode(bytes.subarray(data + words.offset, data + words.offset + words.bytes)).split('\n'),
    int8: name => {
      const { offset, bytes: size } = entryOf(name, 'int8')
      return new Int8Array(bytes.buffer, data + offset, size)
    },
    float32,
    scale: name => float32(`${name}.scale`),
  }
}
