/** Songs with their scores, best first. */
export interface Ranked {
  readonly songs: Uint32Array
  readonly scores: Float32Array
}

/**
 * The best `k` songs, or fewer where fewer remain. Equal scores: the lower index first, which is the order of ids
 * where songs are indexed in order of id, as in training data.
 * @param scores   one for each song; no NaN
 * @param excluded songs to leave out
 */
export function topK(scores: Float32Array, k: number, excluded?: (song: number) => boolean): Uint32Array {
  return headOf(scores, k, excluded).sort((a, b) => scores[b] - scores[a] || a - b)
}

/** The songs of `topK` in no particular order, for callers that need no other. */
export function headOf(
  scores: Float32Array,
  k: number,
  excluded: (song: number) => boolean = () => false,
): Uint32Array {
  const head = headAbove(probableFloor(scores, k), scores, k, excluded)
  return head.length < Math.min(k, scores.length) ? headAbove(Number.NEGATIVE_INFINITY, scores, k, excluded) : head
}

const SAMPLE = 256
/** How many times `k` songs a sample aims at, so that fewer than `k` are seldom found. */
const SURPLUS = 2
const sample = new Float32Array(SAMPLE)

/** A score that about SURPLUS · `k` songs reach; −∞ where there are not many more. */
function probableFloor(scores: Float32Array, k: number): number {
  const rank = 1 + Math.floor((SURPLUS * k * SAMPLE) / scores.length)
  if (scores.length < SAMPLE || rank > SAMPLE / 2) return Number.NEGATIVE_INFINITY
  const step = Math.floor(scores.length / SAMPLE)
  for (let i = 0; i < SAMPLE; i++) sample[i] = scores[i * step]
  return nthGreatest(sample, rank)
}

/** `headOf` of the songs with a score of at least `floor`; fewer where those are fewer. */
function headAbove(floor: number, scores: Float32Array, k: number, excluded: (song: number) => boolean): Uint32Array {
  // A heap with the worst song kept at its root. Songs come in ascending order, so that a later one of an equal score
  // never displaces an earlier one.
  const heap = new Uint32Array(Math.min(k, scores.length))
  if (heap.length === 0) return heap
  let size = 0
  let song = 0
  for (; song < scores.length && size < heap.length; song++) {
    if (scores[song] >= floor && !excluded(song)) heap[size++] = song
  }
  if (size < heap.length) return heap.subarray(0, size)
  for (let at = (size >> 1) - 1; at >= 0; at--) siftDown(heap, scores, at, size)
  let threshold = scores[heap[0]]
  for (; song < scores.length; song++) {
    if (!(scores[song] > threshold) || excluded(song)) continue
    heap[0] = song
    siftDown(heap, scores, 0, size)
    threshold = scores[heap[0]]
  }
  return heap
}

/** `topK` with the scores of what it chose. */
export function ranked(scores: Float32Array, k: number, excluded?: (song: number) => boolean): Ranked {
  const songs = topK(scores, k, excluded)
  return { songs, scores: Float32Array.from(songs, song => scores[song]) }
}

/** The nth greatest of the values, n from 1 to their number; it reorders them (Hoare's quickselect). */
export function nthGreatest(values: Float32Array, n: number): number {
  let from = 0
  let to = values.length - 1
  while (from < to) {
    const pivot = values[(from + to) >> 1]
    let i = from
    let j = to
    while (i <= j) {
      while (values[i] > pivot) i++
      while (values[j] < pivot) j--
      if (i > j) break
      const value = values[i]
      values[i++] = values[j]
      values[j--] = value
    }
    if (n - 1 <= j) to = j
    else if (n - 1 >= i) from = i
    else break
  }
  return values[n - 1]
}

function worse(scores: Float32Array, a: number, b: number): boolean {
  return scores[a] < scores[b] || (scores[a] === scores[b] && a > b)
}

function siftDown(heap: Uint32Array, scores: Float32Array, from: number, size: number): void {
  const song = heap[from]
  let at = from
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && worse(scores, heap[child + 1], heap[child])) child++
    if (!worse(scores, heap[child], song)) break
    heap[at] = heap[child]
    at = child
  }
  heap[at] = song
}
