import { OperatorError } from '../../domain/errors.js'
import type { JudgedText } from '../../domain/labelled-text.js'
import { csvRows } from '../csv.js'
import { numberOf } from '../fields.js'
import { findFile, meterOf } from '../files.js'

const EXPECTS = 'music_reviews*.tsv: tab-separated, quoted as CSV, with the columns score and body'
/** The publisher's own colours of music: green from here on … */
const FAVOURABLE = 61
/** … and yellow from here on. */
const MIXED = 40

/**
 * Quotations from critics' album reviews with their scores, 0 to 100; the classes are the publisher's.
 * @throws OperatorError for a file of another kind, or a bad row: a figure of part of the data would mislead
 */
export async function readMetacritic(path: string): Promise<JudgedText[]> {
  const file = await findFile(path, EXPECTS)
  const texts: JudgedText[] = []
  for await (const row of csvRows(file, meterOf(file), '\t')) {
    if (row.kind === 'bad') throw new OperatorError(`${path}:${row.line}: ${row.message}`)
    const { body, score } = row.values
    const rating = numberOf(score)
    if (!body || typeof rating !== 'number') {
      throw new OperatorError(`${path}:${row.line}: no body or no score; expected ${EXPECTS}`)
    }
    const gold = rating >= FAVOURABLE ? 'POSITIVE' : rating >= MIXED ? 'NEUTRAL' : 'NEGATIVE'
    texts.push({ text: body, rating, gold })
  }
  if (texts.length === 0) throw new OperatorError(`${path}: nothing in it; expected ${EXPECTS}`)
  return texts
}
