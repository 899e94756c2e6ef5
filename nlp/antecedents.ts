import type { SentenceTokens, Token } from './tokens.js'

/** What a pronoun may stand for: the aspects of the sentence that was read before. */
export interface Antecedent {
  readonly aspect: SentenceTokens
  /** Where the sentence begins that names it. */
  readonly sentence: SentenceTokens
}

/** What may precede the pronoun at the head of a sentence. */
const OPENERS: ReadonlySet<string> = new Set('and but so yet also plus still then sometimes overall'.split(' '))

/** Place of the pronoun that is the subject of a sentence, "it" or "they" at its head; -1 where it begins otherwise. */
export function subjectPronoun(tokens: readonly Token[], { from, to }: SentenceTokens): number {
  const at = from + (OPENERS.has(tokens[from]?.word ?? '') ? 1 : 0)
  return at < to && (tokens[at].word === 'it' || tokens[at].word === 'they') ? at : -1
}

/**
 * What the pronoun at a sentence's head stands for: the one aspect of its number that the sentence before speaks of.
 * Undefined where there is none, or where there are several to choose from.
 */
export function antecedentOf(
  tokens: readonly Token[],
  pronoun: number,
  candidates: readonly Antecedent[],
): Antecedent | undefined {
  const many = tokens[pronoun].word === 'they'
  const fitting = candidates.filter(({ aspect }) => isPlural(tokens[aspect.to - 1].word) === many)
  const places = new Set(fitting.map(({ aspect }) => aspect.from))
  return places.size === 1 ? fitting[0] : undefined
}

/** By the -s of a noun. */
function isPlural(word: string): boolean {
  return /[^su]s$/.test(word) && word !== 'bass'
}
