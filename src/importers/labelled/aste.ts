import { OperatorError } from '../../domain/errors.js'
import type { AnnotatedText, Place, Triplet } from '../../domain/labelled-text.js'
import type { SentimentLabel } from '../../domain/review.js'
import { findFile, meterOf } from '../files.js'
import { linesOf } from '../lines.js'

const EXPECTS = "a file of ASTE-Data-V2: tokens####[([aspect positions], [opinion positions], 'POS'), …]"
const LABELS: Readonly<Record<string, SentimentLabel>> = { POS: 'POSITIVE', NEG: 'NEGATIVE', NEU: 'NEUTRAL' }
const TRIPLET = /\(\[([\d, ]+)\], \[([\d, ]+)\], '(POS|NEG|NEU)'\)/g

/**
 * Sentences with aspect–opinion triplets. Tokens are joined by single blanks, as they stand in the file, so that a span of
 * tokens is a span of characters.
 * @throws OperatorError for a line of another kind
 * @see Xu, Li, Lu & Bing, EMNLP 2020
 */
export async function readAste(path: string): Promise<AnnotatedText[]> {
  const file = await findFile(path, EXPECTS)
  const texts: AnnotatedText[] = []
  for await (const lines of linesOf(file, meterOf(file))) {
    for (const { number, text } of lines) {
      if (text?.trim() === '') continue
      const annotated = text === null ? null : annotatedOf(text)
      if (annotated === null)
        throw new OperatorError(`${path}:${number}: not a line of this format; expected ${EXPECTS}`)
      texts.push(annotated)
    }
  }
  if (texts.length === 0) throw new OperatorError(`${path}: nothing in it; expected ${EXPECTS}`)
  return texts
}

function annotatedOf(line: string): AnnotatedText | null {
  const at = line.lastIndexOf('####')
  if (at < 0) return null
  const text = line.slice(0, at).trimEnd()
  const places: Place[] = []
  let start = 0
  for (const token of text.split(' ')) {
    places.push({ start, end: start + token.length })
    start += token.length + 1
  }
  const triplets: Triplet[] = []
  for (const [, aspect = '', opinion = '', label = ''] of line.slice(at).matchAll(TRIPLET)) {
    const [aspectSpan, opinionSpan] = [spanOf(places, aspect), spanOf(places, opinion)]
    if (aspectSpan === null || opinionSpan === null) return null
    triplets.push({ aspect: aspectSpan, opinion: opinionSpan, label: LABELS[label] })
  }
  return triplets.length === 0 ? null : { text, triplets }
}

/** From the first to the last of the listed tokens; null where one is not in the sentence. */
function spanOf(places: readonly Place[], list: string): Place | null {
  const positions = list.split(',').map(Number)
  const first = places[Math.min(...positions)]
  const last = places[Math.max(...positions)]
  return first && last ? { start: first.start, end: last.end } : null
}
