import { OperatorError } from '../../domain/errors.js'
import type { JudgedText } from '../../domain/labelled-text.js'
import { findFile, meterOf } from '../files.js'
import { linesOf } from '../lines.js'

/**
 * The texts of a file with one a line; blank lines are passed over.
 * @param read makes a text of a line; null where it is none
 * @throws OperatorError for a missing file or a line that is no text: a figure of part of the data would mislead
 */
export async function judgedLines(
  path: string,
  expects: string,
  read: (line: string) => JudgedText | null,
): Promise<JudgedText[]> {
  const file = await findFile(path, expects)
  const texts: JudgedText[] = []
  for await (const lines of linesOf(file, meterOf(file))) {
    for (const { number, text } of lines) {
      if (text?.trim() === '') continue
      const judged = text === null ? null : read(text)
      if (judged === null) throw new OperatorError(`${path}:${number}: not a line of this format; expected ${expects}`)
      texts.push(judged)
    }
  }
  if (texts.length === 0) throw new OperatorError(`${path}: nothing in it; expected ${expects}`)
  return texts
}

/** A text and 0 or 1 after its last tab: negative or positive. */
export function binary(line: string): JudgedText | null {
  const [, text, label] = /^(.*)\t([01])$/.exec(line) ?? []
  if (text === undefined) return null
  return { text: text.trim(), rating: Number(label), gold: label === '1' ? 'POSITIVE' : 'NEGATIVE' }
}
