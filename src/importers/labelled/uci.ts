import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../../domain/errors.js'
import type { JudgedText } from '../../domain/labelled-text.js'
import { filesIn } from '../files.js'
import { binary, judgedLines } from './judged-lines.js'

const EXPECTS = 'a *_labelled.txt of the UCI sentences, or their folder: sentence<tab>0 or 1'

/**
 * Sentiment Labelled Sentences: one of its three files, or all of a folder.
 * @throws OperatorError for a file of another kind or a folder without one
 * @see Kotzias et al., KDD 2015
 */
export async function readUci(path: string): Promise<JudgedText[]> {
  if (!(await stat(path).catch(() => null))?.isDirectory()) return judgedLines(path, EXPECTS, binary)
  const names = (await filesIn(path, EXPECTS)).filter(name => /_labelled\.txt(\.gz)?$/.test(name))
  if (names.length === 0) throw new OperatorError(`${path} has no *_labelled.txt in it; expected ${EXPECTS}`)
  return (await Promise.all(names.map(name => judgedLines(join(path, name), EXPECTS, binary)))).flat()
}
