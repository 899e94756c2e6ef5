import { OperatorError } from '../../domain/errors.js'
import type { AnnotatedText, JudgedText } from '../../domain/labelled-text.js'
import { readAste } from './aste.js'
import { readMetacritic } from './metacritic.js'
import { readMusicAspects } from './music-aspects.js'
import { readSst2 } from './sst2.js'
import { readUci } from './uci.js'
import { readVader } from './vader.js'

/** Formats of texts with a sentiment, to judge a reader by; none of them can be imported. */
export const JUDGED_FORMATS = { sst2: readSst2, vader: readVader, metacritic: readMetacritic, uci: readUci }

/** Formats of texts with aspect–opinion triplets. */
export const ANNOTATED_FORMATS = { aste: readAste, 'music-aspects': readMusicAspects }

/** @throws OperatorError for an unknown format, or a file that is not of it */
export function readJudged(format: string, path: string): Promise<JudgedText[]> {
  return readerNamed(JUDGED_FORMATS, format)(path)
}

/** @throws OperatorError for an unknown format, or a file that is not of it */
export function readAnnotated(format: string, path: string): Promise<AnnotatedText[]> {
  return readerNamed(ANNOTATED_FORMATS, format)(path)
}

function readerNamed<Reader>(readers: Readonly<Record<string, Reader>>, name: string): Reader {
  if (Object.hasOwn(readers, name)) return readers[name]
  throw new OperatorError(`no format is called ${name} here; use one of ${Object.keys(readers).join(', ')}`)
}
