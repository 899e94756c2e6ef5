import { linearArena } from '../../../simd/linear.js'
import { nthGreatest } from '../top.js'
import { type EaseHyperparameters, type EaseModel, easeWeights } from './ease.js'
import { BLOCK, type EaseProduct, easeProduct } from './ease-product.js'
import type { Scorer } from './scorer.js'

/** EASE made small and quick enough to serve: of each row of B the entries of greatest magnitude. */
export interface EaseNeighbours extends EaseHyperparameters {
  readonly songs: number
  /** Row i of B, what song i of a history says of others, is the range `rowStart[i]` to `rowStart[i + 1]`. */
  readonly rowStart: Uint32Array
  /** Song indices, in no particular order within a row; never the row's own song. */
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** Entries of a row. On HetRec's test part 200 rank at .2704 (ndcg@20), 400 at .2731, all of them at .2739. */
export const NEIGHBOURS = 320

export function easeNeighbours(model: EaseModel, neighbours = NEIGHBOURS): EaseNeighbours {
  const product = easeProduct(model)
  const { diagonal } = product
  const songs = diagonal.length
  // Columns of small P_jj have great entries: after them, few displace others.
  const order = Uint32Array.from(diagonal.keys()).sort((a, b) => diagonal[a] - diagonal[b] || a - b)
  const kept = Math.min(neighbours, songs)
  const heads = headsOf(product, kept)
  for (let from = 0; from < songs; from += BLOCK) {
    product.columns(order.subarray(from, from + BLOCK), heads.block)
    heads.add(from)
  }
  const rowStart = new Uint32Array(songs + 1)
  order.forEach((song, position) => {
    rowStart[song + 1] = heads.finish(song, position)
  })
  for (let song = 0; song < songs; song++) rowStart[song + 1] += rowStart[song]
  const columns = new Uint32Array(rowStart[songs])
  const values = new Float32Array(rowStart[songs])
  for (let song = 0; song < songs; song++) {
    const head = heads.of(song)
    for (let i = 0; i < head.positions.length; i++) columns[rowStart[song] + i] = order[head.positions[i]]
    values.set(head.values, rowStart[song])
  }
  const { regularization, playExponent } = model
  return { regularization, playExponent, songs, rowStart, columns, values }
}

/** Of each row of B the greatest of the entries seen so far, as positions in the order of the columns. */
interface Heads {
  /** Where a block of D's columns is put: its width × BLOCK. */
  readonly block: Float32Array
  /** Takes what the block gives; its first column is at position `from`. */
  add(from: number): void
  /** Leaves of a row those that are kept, without the entry at `own`; returns how many. */
  finish(song: number, own: number): number
  of(song: number): { readonly positions: Uint32Array; readonly values: Float32Array }
}

function headsOf({ rows, width }: EaseProduct, kept: number): Heads {
  const songs = rows.rowStart.length - 1
  // One more than is kept, as the row's own song may be among them; and half as many again before the least are dropped.
  const room = Math.ceil(1.5 * (kept + 1)) + BLOCK
  const { length: entries } = rows.columns
  const lengths = [width * BLOCK, BLOCK, songs + 1, entries, entries, songs, songs, songs * room, songs * room]
  const starts = lengths.map((_, part) => 4 * lengths.slice(0, part).reduce((sum, length) => sum + length, 0))
  const [blockAt, sumsAt, startsAt, idsAt, weightsAt, leastAt, sizesAt, positionsAt, valuesAt] = starts
  const kernels = linearArena(4 * lengths.reduce((sum, length) => sum + length, 0))
  const floats = (at: number, length: number) => new Float32Array(kernels.buffer, at, length)
  const integers = (at: number, length: number) => new Uint32Array(kernels.buffer, at, length)
  integers(startsAt, songs + 1).set(rows.rowStart)
  integers(idsAt, entries).set(rows.columns)
  floats(weightsAt, entries).set(rows.values)
  const least = floats(leastAt, songs)
  const sizes = integers(sizesAt, songs)
  const positions = integers(positionsAt, songs * room)
  const values = floats(valuesAt, songs * room)
  const magnitudes = new Float32Array(room)

  /** Drops all but the `count` greatest; of equal ones those seen first stay. */
  function shorten(song: number, count: number): void {
    const size = sizes[song]
    if (size <= count) return
    const at = song * room
    for (let i = 0; i < size; i++) magnitudes[i] = Math.abs(values[at + i])
    const limit = nthGreatest(magnitudes.subarray(0, size), count)
    let equal = count
    for (let i = 0; i < count; i++) if (magnitudes[i] > limit) equal--
    let to = at
    for (let i = at; i < at + size; i++) {
      const magnitude = Math.abs(values[i])
      if (magnitude < limit || (magnitude === limit && equal-- <= 0)) continue
      positions[to] = positions[i]
      values[to++] = values[i]
    }
    sizes[song] = count
    least[song] = limit
  }

  return {
    block: floats(blockAt, width * BLOCK),
    add(from) {
      const lists = [leastAt, sizesAt, positionsAt, valuesAt, room] as const
      kernels.greaterSums(startsAt, idsAt, weightsAt, songs, blockAt, from, ...lists, sumsAt)
      for (let song = 0; song < songs; song++) if (sizes[song] > room - BLOCK) shorten(song, kept + 1)
    },
    finish(song, own) {
      const at = song * room
      const place = positions.subarray(at, at + sizes[song]).indexOf(own)
      if (place >= 0) {
        positions.copyWithin(at + place, at + place + 1, at + sizes[song])
        values.copyWithin(at + place, at + place + 1, at + sizes[song])
        sizes[song]--
      }
      shorten(song, kept)
      return sizes[song]
    },
    of(song) {
      const [from, to] = [song * room, song * room + sizes[song]]
      return { positions: positions.subarray(from, to), values: values.subarray(from, to) }
    },
  }
}

/** Scores of song j: Σ over the history's songs i of x_i · B_ij, of the entries kept. All 0 for an empty history. */
export function easeNeighboursScorer(model: EaseNeighbours): Scorer {
  const { songs: width, rowStart, columns, values } = model
  return {
    score(history, out = new Float32Array(width)) {
      out.fill(0)
      const x = easeWeights(history.values, model)
      for (let i = 0; i < history.songs.length; i++) {
        const end = rowStart[history.songs[i] + 1]
        for (let at = rowStart[history.songs[i]]; at < end; at++) out[columns[at]] += x[i] * values[at]
      }
      return out
    },
  }
}
