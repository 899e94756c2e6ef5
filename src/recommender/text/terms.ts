/** Words that say nothing about what a text is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at back be because been before being below between both but by
  can could did do does doing done down during each else even ever every few for from further get go got had has have
  having he her here hers him his how i if in into is it its itself just like many may me might more most much must my
  myself no nor not now of off on once one only or other others our out over own per put rather re same see she should
  since so some still such than that the their them then there these they this those through thus to together too under
  until up upon us ve very was we well were what when where which while who whom whose why will with without would yet
  you your yours`.split(/\s+/),
)

const SHORTEST = 2

/**
 * The terms of a text: its words of two letters or more without stop words, and the pairs of such words that follow one
 * another, each as often as it occurs.
 * @returns 32-bit hashes (FNV-1a over UTF-16 units); two terms of one hash are rare enough not to matter
 */
export function termsOf(text: string): Uint32Array {
  const words: number[] = []
  const pairs: number[] = []
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    if (word.length < SHORTEST || STOP_WORDS.has(word)) continue
    const previous = words.at(-1)
    const hash = hashOf(word)
    if (previous !== undefined) pairs.push(hashOf(word, previous))
    words.push(hash)
  }
  return Uint32Array.from([...words, ...pairs])
}

/** FNV-1a over UTF-16 units; `start` makes the hash one of a sequence. */
export function hashOf(word: string, start = 0): number {
  let hash = 0x811c9dc5 ^ start
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The terms of several texts, one after another. */
export function joinedTerms(texts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(texts.reduce((length, terms) => length + terms.length, 0))
  let at = 0
  for (const terms of texts) {
    all.set(terms, at)
    at += terms.length
  }
  return all
}
