import type { JudgedText } from '../../domain/labelled-text.js'
import { judgedLines } from './judged-lines.js'

/**
 * Sentences or tweets with the mean of at least 20 ratings from -4 to 4: id, tab, mean, tab, text. The class is the
 * mean's sign.
 * @throws OperatorError for a file of another kind
 * @see Hutto & Gilbert, ICWSM 2014
 */
export function readVader(path: string): Promise<JudgedText[]> {
  return judgedLines(path, 'a *_GroundTruth.txt of VADER: id<tab>mean rating<tab>text', line => {
    const [, mean, text] = /^[^\t]*\t(-?\d+\.?\d*)\t(.+)$/.exec(line) ?? []
    if (text === undefined) return null
    const rating = Number(mean)
    return { text, rating, gold: rating > 0 ? 'POSITIVE' : rating < 0 ? 'NEGATIVE' : 'NEUTRAL' }
  })
}
