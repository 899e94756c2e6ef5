import { OperatorError, shown } from '../../domain/errors.js'
import type { AnnotatedText, Place, Triplet } from '../../domain/labelled-text.js'
import { findFile, meterOf } from '../files.js'
import { jsonRows } from '../json-lines.js'

const EXPECTS =
  'JSON lines of { text, split, triplets: [{ aspect: { start, end }, opinion: { start, end }, polarity, canonicalAspect }] }'
const LABELS = { POS: 'POSITIVE', NEU: 'NEUTRAL', NEG: 'NEGATIVE' } as const

/**
 * Our own annotated music sentences; offsets are UTF-16 units. A sentence without an opinion has an empty list.
 * @throws OperatorError for a line of another kind
 */
export async function readMusicAspects(path: string): Promise<AnnotatedText[]> {
  const file = await findFile(path, EXPECTS)
  const texts: AnnotatedText[] = []
  for await (const row of jsonRows(file, meterOf(file))) {
    const place = `${path}:${row.line}`
    if (row.kind === 'bad') throw new OperatorError(`${place}: ${row.message}`)
    const { text, split, triplets } = row.values
    if (typeof text !== 'string' || typeof split !== 'string' || !Array.isArray(triplets)) {
      throw new OperatorError(`${place}: no text, split or triplets; expected ${EXPECTS}`)
    }
    texts.push({ text, split, triplets: triplets.map(each => tripletOf(each, text, place)) })
  }
  if (texts.length === 0) throw new OperatorError(`${path}: nothing in it; expected ${EXPECTS}`)
  return texts
}

function tripletOf(value: unknown, text: string, place: string): Triplet {
  const { aspect, opinion, polarity, canonicalAspect } = (value ?? {}) as Record<string, unknown>
  const named = canonicalAspect === null || typeof canonicalAspect === 'string' ? { canonicalAspect } : {}
  if (polarity !== 'POS' && polarity !== 'NEU' && polarity !== 'NEG') {
    throw new OperatorError(`${place}: polarity ${shown(polarity)}; use one of ${Object.keys(LABELS).join(', ')}`)
  }
  return {
    aspect: spanOf(aspect, text, place),
    opinion: spanOf(opinion, text, place),
    label: LABELS[polarity],
    ...named,
  }
}

function spanOf(value: unknown, text: string, place: string): Place {
  const { start, end } = (value ?? {}) as Record<string, unknown>
  const isSpan =
    typeof start === 'number' &&
    typeof end === 'number' &&
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    start >= 0 &&
    start < end &&
    end <= text.length
  if (!isSpan) throw new OperatorError(`${place}: span ${shown(value)} is not { start, end } of the text`)
  return { start, end }
}
