/**
 * Prints words that rated texts use differently in praise and in blame, for a person to review: which of them are opinions, of what
 * kind, and of which grade in nlp/data/lexicon.json. Only their statistics are printed, no text.
 *
 *   node <compiled>/nlp/training/lexicon/opinion-words.js <data folder> > candidates.tsv
 *
 * Learns from the training sets that BENCHMARKS.md allows and from nothing else.
 */
import { shippedLexicon } from '../../lexicon.js'
import { ratedWords } from './log-odds.js'
import { critics, labelled, musicReviews, type Rated } from './rated-texts.js'

/** Fewer texts than this hold the word by chance. */
const LEAST_TEXTS = 4
/** |z| of a word that is printed: 1 in 20 unrelated words would reach it, hence the review. */
const LEAST_Z = 1.96

const data = process.argv[2]
if (data === undefined) throw new Error('name the data folder: opinion-words.js <data folder>')

const sources: Readonly<Record<string, Rated[]>> = {
  music: musicReviews(data),
  critics: critics(data),
  sst2: labelled(data, 'sst2-sentences/train.tsv'),
  uci: ['amazon_cells', 'imdb', 'yelp'].flatMap(name =>
    labelled(data, `uci-sentiment-labelled-sentences/${name}_labelled.txt`),
  ),
}

console.log('word\tz\ttexts\tknown\tby source')
const words = ratedWords(Object.values(sources))
for (const { word, z, texts, bySource } of words) {
  if (texts < LEAST_TEXTS || Math.abs(z) < LEAST_Z) continue
  const known = shippedLexicon.entryOf(word, false)?.valence ?? ''
  const parts = Object.keys(sources).map((name, i) => `${name} ${(bySource[i] ?? 0).toFixed(1)}`)
  console.log([word, z.toFixed(2), texts, known, parts.join(', ')].join('\t'))
}
