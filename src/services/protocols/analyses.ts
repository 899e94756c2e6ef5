import type { ReviewAnalysis } from '../../domain/review.js'

/** Texts between two reports of progress. */
const STRIDE = 200

/** The analysis of each text, in their order. Lets other work of the process run in between. */
export async function readEach(
  texts: readonly { readonly text: string }[],
  analyze: (text: string) => ReviewAnalysis,
  onProgress: (done: number) => void,
): Promise<ReviewAnalysis[]> {
  const analyses: ReviewAnalysis[] = []
  for (const { text } of texts) {
    analyses.push(analyze(text))
    if (analyses.length % STRIDE !== 0 && analyses.length !== texts.length) continue
    onProgress(analyses.length / texts.length)
    await new Promise(resolve => setImmediate(resolve))
  }
  return analyses
}
