/**
 * Prints words that rated texts use differently in praise and in blame, for a person to review: which of them are opinions, of what
 * kind, and of which grade in nlp/data/lexicon.json. Only their statistics are printed, no text.
 *
 *   node <compiled>/nlp/training/lexicon/opinion-words.js <data folder> > candidates.tsv
 *
 * Learns from the training sets that BENCHMARKS.md allows and from nothing else.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { entryOf } from '../../lexicon.js'
import { type Rated, ratedWords } from './log-odds.js'

/** Fewer texts than this hold the word by chance. */
const LEAST_TEXTS = 4
/** |z| of a word that is printed: 1 in 20 unrelated words would reach it, hence the review. */
const LEAST_Z = 1.96

const data = process.argv[2]
if (data === undefined) throw new Error('name the data folder: opinion-words.js <data folder>')

const sources: Readonly<Record<string, Rated[]>> = {
  music: musicReviews(),
  critics: critics(),
  sst2: labelled('sst2-sentences/train.tsv'),
  uci: ['amazon_cells', 'imdb', 'yelp'].flatMap(name =>
    labelled(`uci-sentiment-labelled-sentences/${name}_labelled.txt`),
  ),
}

console.log('word\tz\ttexts\tknown\tby source')
const words = ratedWords(Object.values(sources))
for (const { word, z, texts, bySource } of words) {
  if (texts < LEAST_TEXTS || Math.abs(z) < LEAST_Z) continue
  const known = entryOf(word, false)?.valence ?? ''
  const parts = Object.keys(sources).map((name, i) => `${name} ${(bySource[i] ?? 0).toFixed(1)}`)
  console.log([word, z.toFixed(2), texts, known, parts.join(', ')].join('\t'))
}

function musicReviews(): Rated[] {
  const file = gunzipSync(readFileSync(join(data ?? '', 'amazon-digital-music-2018-late/music_core_valid.csv.gz')))
  const rows: { readonly reviewText: string; readonly rating: string }[] = parse(file, { columns: true })
  return rows.flatMap(({ reviewText, rating }) => rated(reviewText, Number(rating), 2, 4))
}

/** The half of the critics that is for training: h(body) even. Scores are kind: 60 of 100 is blame, 80 praise. */
function critics(): Rated[] {
  const file = readFileSync(join(data ?? '', 'metacritic-music-critic-reviews/music_reviews.part0.tsv'))
  const rows: { readonly body: string; readonly score: string }[] = parse(file, { columns: true, delimiter: '\t' })
  return rows
    .filter(({ body }) => fnv1a(body) % 2 === 0)
    .flatMap(({ body, score }) => rated(body, Number(score), 60, 80))
}

/** Lines of a text, a tab and 0 or 1. */
function labelled(path: string): Rated[] {
  return readFileSync(join(data ?? '', path), 'utf8')
    .split('\n')
    .flatMap(line => {
      const [, text, label] = /^(.*)\t([01])\s*$/.exec(line) ?? []
      return text === undefined ? [] : [{ text, praise: label === '1' }]
    })
}

function rated(text: string, rating: number, blame: number, praise: number): Rated[] {
  return rating <= blame || rating >= praise ? [{ text, praise: rating >= praise }] : []
}

/** As in src/evaluation/hash.ts, which nlp may not import. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
