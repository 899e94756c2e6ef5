import { createHash } from 'node:crypto'
import { OperatorError } from '../domain/errors.js'
import { FEATURES } from './features.js'
import type { FittedModels } from './fit.js'
import type { BackendName } from './ranker/tensorflow.js'
import type { RatingModel } from './rating/fit-rating.js'

/** Of the byte format and of the meaning of what is in it, the features' order among it. */
export const ARTEFACT_VERSION = 3

/** Of users, what a model put first for them, best first; songs by index. */
export interface ShownLists {
  /** Digests of the users' ids: a model does not tell whom it learnt from. */
  readonly users: readonly string[]
  /** The list of user i is the range `starts[i]` to `starts[i + 1]` of `songs`. */
  readonly starts: Uint32Array
  readonly songs: Uint32Array
}

export const NO_LISTS: ShownLists = { users: [], starts: new Uint32Array(1), songs: new Uint32Array(0) }

/** A trained model as it is kept and served. */
export interface Artefact {
  /** Song ids by index. */
  readonly songIds: readonly string[]
  readonly models: FittedModels
  /** Of the users of the report, what the measured model put first, which had not seen the held-out pairs. */
  readonly shown: ShownLists
  /** Predicts stars; null where the biases alone do. */
  readonly rating: RatingModel | null
  /** What trained the ranker: bytes are reproducible on the same backend only. */
  readonly backend: BackendName
  readonly seed: number
}

const MAGIC = 'LINERNOTES MODEL'
const DIGEST_BYTES = 32
const ALIGNMENT = 8

type Arrays = Uint32Array | Int32Array | Float32Array | Float64Array
const ARRAYS = { Uint32Array, Int32Array, Float32Array, Float64Array }
type ArrayName = keyof typeof ARRAYS

interface Header {
  readonly version: number
  readonly features: readonly string[]
  readonly backend: BackendName
  readonly seed: number
  /** Everything that is not an array; an array is replaced by its place. */
  readonly content: unknown
  readonly songIds: readonly string[]
}

interface Place {
  readonly array: ArrayName
  /** Bytes from the start of the array section. */
  readonly at: number
  readonly length: number
}

/**
 * Layout: magic (16 bytes) · SHA-256 of all that follows (32) · header length (uint32, little-endian) · header (JSON) ·
 * padding to 8 · the arrays, each padded to 8, little-endian.
 */
export function encodeArtefact({ songIds, backend, seed, ...parts }: Artefact): Uint8Array {
  const arrays: Arrays[] = []
  let size = 0
  const content: unknown = JSON.parse(
    JSON.stringify(parts, (_key, value: unknown) => {
      if (!isArray(value)) return value
      const place: Place = { array: value.constructor.name as ArrayName, at: size, length: value.length }
      arrays.push(value)
      size = aligned(size + value.byteLength)
      return place
    }),
  )
  const features = FEATURES.map(feature => feature.name)
  const header: Header = { version: ARTEFACT_VERSION, features, backend, seed, content, songIds }
  const headerBytes = Buffer.from(JSON.stringify(header))
  const body = aligned(MAGIC.length + DIGEST_BYTES + 4 + headerBytes.length)
  const bytes = Buffer.alloc(body + size)
  bytes.write(MAGIC, 0, 'latin1')
  bytes.writeUInt32LE(headerBytes.length, MAGIC.length + DIGEST_BYTES)
  headerBytes.copy(bytes, MAGIC.length + DIGEST_BYTES + 4)
  let at = body
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at = aligned(at + array.byteLength)
  }
  digestOf(bytes).copy(bytes, MAGIC.length)
  return bytes
}

/**
 * @param name how the error names the model
 * @throws OperatorError for bytes that are broken, or of another version
 */
export function decodeArtefact(encoded: Uint8Array, name: string): Artefact {
  // A copy of its own: arrays are views into it, and views need an aligned start.
  const bytes = Buffer.from(new Uint8Array(encoded).buffer)
  const remedy = 'train again with `npx linernotes train`, or activate another with `npx linernotes models activate`'
  const headerAt = MAGIC.length + DIGEST_BYTES + 4
  if (bytes.length < headerAt || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new OperatorError(`model ${name} is broken: this is not a model file; ${remedy}`)
  if (!digestOf(bytes).equals(bytes.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES)))
    throw new OperatorError(`model ${name} is broken: its checksum does not match; ${remedy}`)
  const headerLength = bytes.readUInt32LE(headerAt - 4)
  const header: Header = JSON.parse(bytes.toString('utf8', headerAt, headerAt + headerLength))
  if (header.version !== ARTEFACT_VERSION)
    throw new OperatorError(
      `model ${name} has format ${header.version}, this version reads ${ARTEFACT_VERSION}; ${remedy}`,
    )
  const features = FEATURES.map(feature => feature.name)
  if (header.features.join() !== features.join())
    throw new OperatorError(
      `model ${name} has the features ${header.features.join()}, not ${features.join()}; ${remedy}`,
    )
  const body = aligned(headerAt + headerLength)
  const parts: Pick<Artefact, 'models' | 'shown' | 'rating'> = JSON.parse(
    JSON.stringify(header.content),
    (_key, value: unknown) =>
      isPlace(value) ? new ARRAYS[value.array](bytes.buffer, body + value.at, value.length) : value,
  )
  return { songIds: header.songIds, ...parts, backend: header.backend, seed: header.seed }
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256')
    .update(bytes.subarray(MAGIC.length + DIGEST_BYTES))
    .digest()
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT
}

function isArray(value: unknown): value is Arrays {
  return Object.values(ARRAYS).some(type => value instanceof type)
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'array' in value && 'at' in value && 'length' in value
}
