import { canonicalAspect, hollowNouns, LONGEST_SYNONYM } from './aspects.js'
import type { Evidence } from './evidence.js'
import type { SentenceTokens, Token } from './tagged.js'

/** A noun phrase that an opinion may be about, without its article and adjectives. */
export interface AspectMention {
  /** Tokens from..to, `to` exclusive. */
  readonly from: number
  readonly to: number
  /** Null where the lexicon has no name for it. */
  readonly canonical: string | null
  /** Whether "they" may stand for it, by the -s of its last word. */
  readonly plural: boolean
  /** A participle, "sung" or "produced": an aspect only where an adverb says how it was done. */
  readonly deed: boolean
}

/** Verbs of perception whose forms are nouns of the lexicon too. */
const PERCEPTION: ReadonlySet<string> = new Set(['sound', 'sounds', 'feel', 'feels', 'feeling'])

type Phrase = Omit<AspectMention, 'plural' | 'deed'>

/** Longest noun phrase taken as one aspect; a longer run of nouns is a list or a title. */
const LONGEST_PHRASE = 4

/** The mentions of one sentence, in order and apart from its evidence. */
export function aspectsIn(
  tokens: readonly Token[],
  { from, to }: SentenceTokens,
  evidence: readonly Evidence[],
): AspectMention[] {
  const taken = new Set<number>()
  for (const said of evidence) for (let i = said.from; i < said.to; i++) taken.add(i)
  const mentions: AspectMention[] = []
  for (let i = from; i < to; ) {
    const mention = taken.has(i) ? undefined : mentionAt(tokens, i, to, taken)
    if (mention === undefined) {
      i++
      continue
    }
    const last = tokens[mention.to - 1]?.word ?? ''
    if (mention.canonical !== null || !hollowNouns.has(last))
      mentions.push({ ...mention, plural: isPlural(last), deed: isDeed(last) })
    i = mention.to
  }
  return mentions
}

function mentionAt(tokens: readonly Token[], at: number, to: number, taken: ReadonlySet<number>): Phrase | undefined {
  const known = knownAt(tokens, at, to, taken)
  if (known !== undefined) return isDeed(tokens[at]?.word ?? '') ? known : extend(tokens, known, to, taken)
  if (!isNoun(tokens[at])) return undefined
  let end = at + 1
  while (end < to && end < at + LONGEST_PHRASE && isNoun(tokens[end]) && !taken.has(end)) end++
  // The head of a noun phrase is its last word: "piano intro" speaks of the intro.
  for (let head = at; head < end; head++) {
    const within = knownAt(tokens, head, end, taken)
    if (within !== undefined) return { from: at, to: Math.max(end, within.to), canonical: within.canonical }
  }
  return { from: at, to: end, canonical: null }
}

function knownAt(tokens: readonly Token[], at: number, to: number, taken: ReadonlySet<number>): Phrase | undefined {
  let term = ''
  let found: Phrase | undefined
  for (let end = at; end < to && end < at + LONGEST_SYNONYM && !taken.has(end); end++) {
    const word = tokens[end]?.word ?? ''
    term = term === '' ? word : `${term} ${word}`
    const canonical = canonicalAspect(term)
    if (canonical !== null && (end > at || !isVerbUse(tokens, at))) found = { from: at, to: end + 1, canonical }
  }
  return found
}

/** A known term followed by more nouns is the beginning of a longer phrase: "guitar tone", "drum fills". */
function extend(tokens: readonly Token[], known: Phrase, to: number, taken: ReadonlySet<number>): Phrase {
  let { to: end, canonical } = known
  while (end < to && end - known.from < LONGEST_PHRASE && isNoun(tokens[end]) && !taken.has(end)) {
    const next = knownAt(tokens, end, to, taken)
    // "a song hiding in it": the tagger takes many participles for nouns.
    if (next === undefined && tokens[end]?.word.endsWith('ing')) break
    if (next !== undefined) canonical = next.canonical
    end = next?.to ?? end + 1
  }
  return { from: known.from, to: end, canonical }
}

function isNoun(token: Token | undefined): boolean {
  if (token !== undefined && PERCEPTION.has(token.word)) return false
  return token?.pos === 'NOUN' || (token?.pos === 'PROPN' && /^\p{L}/u.test(token.word))
}

/** Grammar rather than an aspect: "sounds" and "feels" between a noun and what it is like, and function words. */
function isVerbUse(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.pos === 'AUX' || token?.pos === 'ADP' || token?.pos === 'PRON' || token?.pos === 'DET') return true
  if (token === undefined || !PERCEPTION.has(token.word)) return false
  const before = tokens[at - 1]?.pos
  return token.pos === 'VERB' || before === 'NOUN' || before === 'PRON' || before === 'PROPN'
}

function isPlural(word: string): boolean {
  return word.endsWith('s') && !word.endsWith('ss') && word !== 'bass' && word !== 'chorus'
}

function isDeed(word: string): boolean {
  return word.endsWith('ed') || word === 'sung' || word === 'written'
}
