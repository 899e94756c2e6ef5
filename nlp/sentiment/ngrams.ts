import type { Token } from '../tokens.js'

/** Buckets that n-grams are hashed into; a power of 2. */
export const BUCKETS = 1 << 20
const MASK = BUCKETS - 1
/** Longest run of letters inside a word that is a feature, and shortest. */
const LONGEST_RUN = 5
const SHORTEST_RUN = 3
/** Letters of a word that are looked at: longer ones are seldom words. */
const LONGEST_WORD = 24
/** Seeds that keep the kinds of n-grams apart. */
const NEGATED = 0x51ed270b
const PAIR = 0x2545f491
const TRIPLE = 0x6c8e9cf5
const LETTERS = 0x1b873593

/** Words, pairs and triples of neighbours, runs of letters. */
export type NgramKind = 'word' | 'pair' | 'triple' | 'letters'

/** 32-bit FNV-1a over UTF-16 units. */
export function wordHash(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash
}

/** Spreads the bits of a hash: FNV-1a hardly mixes its low ones. @see Appleby, MurmurHash3, finalizer */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) & MASK
}

export function wordBucket(hash: number, negated: boolean): number {
  return mixed(negated ? hash ^ NEGATED : hash)
}

export function pairBucket(first: number, second: number): number {
  return mixed(Math.imul(first, 31) ^ second ^ PAIR)
}

export function tripleBucket(first: number, second: number, third: number): number {
  return mixed(Math.imul(Math.imul(first, 31) ^ second, 31) ^ third ^ TRIPLE)
}

/**
 * The n-grams of tokens from..to, as buckets: each word (a negated one apart from a plain one), pair and triple of
 * neighbours, and the runs of 3 to 5 letters of each word, its ends marked.
 * @param negated whether the token is within the reach of a negator
 * @param emit    is given each bucket
 */
export function eachNgram(
  tokens: readonly Token[],
  from: number,
  to: number,
  negated: (at: number) => boolean,
  emit: (bucket: number, kind: NgramKind) => void,
): void {
  let before = 0
  let beforeThat = 0
  for (let at = from; at < to; at++) {
    const { word } = tokens[at]
    const hash = wordHash(word)
    emit(wordBucket(hash, negated(at)), 'word')
    if (at > from) emit(pairBucket(before, hash), 'pair')
    if (at > from + 1) emit(tripleBucket(beforeThat, before, hash), 'triple')
    beforeThat = before
    before = hash
    eachRun(word, bucket => emit(bucket, 'letters'))
  }
}

/** The runs of 3 to 5 letters of a word, its ends marked, as buckets; none of a word of two. */
export function eachRun(word: string, emit: (bucket: number) => void): void {
  if (word.length < SHORTEST_RUN) return
  const length = Math.min(word.length, LONGEST_WORD)
  // Position -1 and `length` stand for the ends of the word.
  for (let start = -1; start < length - 1; start++) {
    let hash = LETTERS
    for (let at = start; at < Math.min(start + LONGEST_RUN, length + 1); at++) {
      const unit = at < 0 || at === length ? 32 : word.charCodeAt(at)
      hash = Math.imul(hash ^ unit, 0x01000193)
      if (at - start + 1 >= SHORTEST_RUN) emit(mixed(hash))
    }
  }
}
