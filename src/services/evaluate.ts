import type { EvaluationReport } from '../evaluation/report.js'
import { type AspectsRequest, runAspects } from './protocols/aspects.js'
import { type ColdSongsRequest, runColdSongs } from './protocols/cold-songs.js'
import { type NextSongRequest, runNextSong } from './protocols/next-song.js'
import type { EvaluateDependencies, OnProgress } from './protocols/protocol.js'
import { type RatingRequest, runRating } from './protocols/rating.js'
import { runSentiment, type SentimentRequest } from './protocols/sentiment.js'
import { runTopN, type TopNRequest } from './protocols/top-n.js'

/** What is measured; `protocol` tells which of them it is. */
export type EvaluateOptions =
  | TopNRequest
  | ColdSongsRequest
  | RatingRequest
  | NextSongRequest
  | SentimentRequest
  | AspectsRequest

/**
 * Measures models, or the reader of reviews, on data of files; the store is not involved.
 * @throws BadInputError for what the options get wrong; OperatorError for a file that cannot be used
 */
export function evaluate(
  options: EvaluateOptions,
  dependencies: EvaluateDependencies,
  onProgress: OnProgress,
): Promise<EvaluationReport> {
  switch (options.protocol) {
    case 'top-n-hash':
    case 'top-n-files':
      return runTopN(options, dependencies, onProgress)
    case 'cold-songs':
      return runColdSongs(options, onProgress)
    case 'rating':
      return runRating(options, dependencies, onProgress)
    case 'next-song':
      return runNextSong(options, dependencies, onProgress)
    case 'sentiment':
      return runSentiment(options, dependencies, onProgress)
    case 'aspects':
      return runAspects(options, dependencies, onProgress)
  }
}
