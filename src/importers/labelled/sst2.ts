import type { JudgedText } from '../../domain/labelled-text.js'
import { binary, judgedLines } from './judged-lines.js'

/**
 * Whole sentences of the Stanford Sentiment Treebank, two classes: sentence, tab, 0 or 1.
 * @throws OperatorError for a file of another kind
 * @see Socher et al., EMNLP 2013
 */
export function readSst2(path: string): Promise<JudgedText[]> {
  return judgedLines(path, 'a file of SST-2 such as test.tsv: sentence<tab>0 or 1', binary)
}
