import { labelOf, type Opinion, round4, type Span } from './analysis.js'
import { topicOf } from './antecedents.js'
import { clauseOf, type Topic } from './clause.js'
import type { Evidence } from './evidence.js'
import { aspectsIn } from './mentions.js'
import { aspectsOf } from './pairing.js'
import type { SentenceTokens, Token } from './tagged.js'

/** Valence at which |polarity| is 1/√2. */
const HALF_POLARITY = 2

/** An aspect that the lexicon does not name is less surely one. */
const UNNAMED = 0.75

const NO_TOPIC: Topic = { singular: undefined, plural: undefined }
/** A pronoun reaches back over this many sentences that name no aspect themselves. */
const LONGEST_TOPIC = 1

/** A sentence with its expressions of opinion. */
export interface SentenceEvidence {
  readonly sentence: SentenceTokens
  readonly evidence: readonly Evidence[]
}

/** Aspect–opinion pairs of a text, in the order of their opinions. Time is linear in its tokens. */
export function opinionsOf(text: string, tokens: readonly Token[], sentences: readonly SentenceEvidence[]): Opinion[] {
  const opinions: Opinion[] = []
  let topic = NO_TOPIC
  let topicFrom = 0
  let topicAge = 0
  for (const { sentence, evidence } of sentences) {
    const mentions = aspectsIn(tokens, sentence, evidence)
    const clause = clauseOf(tokens, sentence, mentions, evidence, topic)
    const whole = spanOf(text, tokens, sentence.from, sentence.to)
    const withTopic = topicFrom < sentence.from ? spanOf(text, tokens, topicFrom, sentence.to) : whole
    for (const said of evidence) {
      // "love love love the beat" is one opinion.
      if (said.from > sentence.from && tokens[said.from - 1]?.word === tokens[said.from]?.word) continue
      for (const { mention, certainty } of aspectsOf(clause, said)) {
        const polarity = round4(said.valence / Math.hypot(said.valence, HALF_POLARITY))
        opinions.push({
          aspect: spanOf(text, tokens, mention.from, mention.to),
          opinion: spanOf(text, tokens, said.from, said.to),
          canonicalAspect: mention.canonical,
          polarity,
          label: labelOf(polarity),
          confidence: round4(certainty * (mention.canonical === null ? UNNAMED : 1) * (0.5 + 0.5 * Math.abs(polarity))),
          negated: said.negated,
          // What "it" stands for belongs to the quote, or the quote would not say what it is about.
          sentence: mention.from < sentence.from ? withTopic : whole,
        })
      }
    }
    const named = topicOf(clause.starting.values(), sentence.from, sentence.to)
    topicAge++
    if (named.singular !== undefined || named.plural !== undefined) {
      topic = named
      topicFrom = sentence.from
      topicAge = 0
    } else if (topicAge > LONGEST_TOPIC) topic = NO_TOPIC
  }
  return opinions
}

function spanOf(text: string, tokens: readonly Token[], from: number, to: number): Span {
  const start = tokens[from]?.start ?? 0
  const end = tokens[to - 1]?.end ?? start
  return { text: text.slice(start, end), start, end }
}
