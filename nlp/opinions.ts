import { labelOf, type Opinion, round4, type Span } from './analysis.js'
import { type Antecedent, antecedentOf, subjectPronoun } from './antecedents.js'
import { canonicalOfSpan } from './aspects.js'
import { type Lexicon, shippedLexicon } from './lexicon.js'
import { isNegated, negationOf } from './negation.js'
import { polarityOf } from './polarity.js'
import type { SentenceTokens, Token } from './tokens.js'
import { PooledStates } from './triplets/states.js'
import { type Triplet, tripletsOf } from './triplets/triplets.js'

/** How sure it is what a pronoun stands for. */
const PRONOUN = 0.7
/** Sentences over which a pronoun reaches back; so quotes stay short. */
const REACH = 2

/** What one pass of the network over a text finds. */
export interface NetworkReading {
  /** Aspect–opinion pairs, sentence by sentence in the order of their opinions. */
  readonly opinions: readonly Opinion[]
  /** The values of `PooledStates`. */
  readonly states: Float32Array
}

/** Has the network read a text, sentence by sentence. Time is linear in its tokens. */
export function opinionsOf(
  text: string,
  tokens: readonly Token[],
  sentences: readonly SentenceTokens[],
  lexicon: Lexicon = shippedLexicon,
): NetworkReading {
  const opinions: Opinion[] = []
  const states = new PooledStates()
  let named: readonly Antecedent[] = []
  let age = 0
  for (const sentence of sentences) {
    const pronoun = subjectPronoun(tokens, sentence)
    const antecedent = pronoun < 0 ? undefined : antecedentOf(tokens, pronoun, named)
    const found =
      antecedent === undefined
        ? tripletsOf(text, tokens, sentence, states)
        : readAs(text, tokens, sentence, pronoun, tokens[antecedent.aspect.to - 1], states)
    const reached = negationOf(tokens, sentence.from, sentence.to, lexicon)
    for (const triplet of found) {
      const meant = antecedent !== undefined && isAt(triplet.aspect, pronoun) ? antecedent : undefined
      opinions.push(opinionOf(text, tokens, sentence, triplet, reached, meant, lexicon))
    }
    // "It is warm. It is long, too.": both of what the sentence before them named.
    const here = found.filter(({ aspect }) => !isAt(aspect, pronoun)).map(({ aspect }) => ({ aspect, sentence }))
    age = here.length === 0 && antecedent !== undefined ? age + 1 : 0
    named = age === 0 ? here : age < REACH && antecedent !== undefined ? [antecedent] : []
  }
  return { opinions, states: states.values() }
}

/** Reads a sentence with a noun in the place of its pronoun. */
function readAs(
  text: string,
  tokens: readonly Token[],
  { from, to }: SentenceTokens,
  pronoun: number,
  noun: Token,
  states: PooledStates,
): Triplet[] {
  const own = tokens.slice(from, to)
  own[pronoun - from] = { ...tokens[pronoun], form: noun.form, word: noun.word }
  const place = (span: SentenceTokens): SentenceTokens => ({ from: from + span.from, to: from + span.to })
  return tripletsOf(text, own, { from: 0, to: to - from }, states).map(triplet => ({
    ...triplet,
    aspect: place(triplet.aspect),
    opinion: place(triplet.opinion),
  }))
}

function isAt({ from, to }: SentenceTokens, at: number): boolean {
  return from === at && to === at + 1
}

/** @param meant what the aspect stands for, where it is a pronoun: the quote then begins with the sentence that names it */
function opinionOf(
  text: string,
  tokens: readonly Token[],
  sentence: SentenceTokens,
  { aspect, opinion, probabilities }: Triplet,
  reached: (at: number) => boolean,
  meant: Antecedent | undefined,
  lexicon: Lexicon,
): Opinion {
  const negated = isNegated(tokens, opinion, reached, lexicon)
  const polarity = polarityOf(tokens, opinion, probabilities, negated, lexicon)
  const about = spanOf(text, tokens, meant?.aspect ?? aspect)
  return {
    aspect: about,
    opinion: spanOf(text, tokens, opinion),
    canonicalAspect: canonicalOfSpan(about.text),
    polarity,
    label: labelOf(polarity),
    confidence: round4((1 - probabilities[0]) * (meant === undefined ? 1 : PRONOUN)),
    negated,
    sentence: spanOf(text, tokens, { from: meant?.sentence.from ?? sentence.from, to: sentence.to }),
  }
}

function spanOf(text: string, tokens: readonly Token[], { from, to }: SentenceTokens): Span {
  const start = tokens[from]?.start ?? 0
  const end = tokens[to - 1]?.end ?? start
  return { text: text.slice(start, end), start, end }
}
