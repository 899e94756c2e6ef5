import { readFileSync } from 'node:fs'
import type { JudgedText } from '../../../src/domain/labelled-text.js'
import { fnv1a } from '../../../src/evaluation/hash.js'
import { openSource } from '../../../src/importers/formats.js'
import { readJudged } from '../../../src/importers/labelled/formats.js'
import type { SentimentLabel } from '../../analysis.js'

/** Where a text is from. Balanced against each other in training. */
export const DOMAINS = [
  'reviews',
  'short reviews',
  'written reviews',
  'movies',
  'sentences',
  'critics',
  'written critics',
  'written messages',
] as const
export type Domain = (typeof DOMAINS)[number]

export interface TrainingText extends JudgedText {
  readonly domain: Domain
  /** How much it is liked, in [0, 1]. */
  readonly target: number
  /** Of a review. */
  readonly author?: string
}

/** The reviews protocol judges texts from this many blank-separated words on. */
const LONG = 20
/** Of short reviews with five stars one in so many is kept. */
const KEPT_OF = 5
/** How much is liked at each number of stars: four are a little less than five, two hardly more than one. */
const STARS: Readonly<Record<number, number>> = { 1: 0, 2: 0.1, 3: 0.4, 4: 0.85, 5: 1 }
/** Critics' scores are seldom under 45 or over 90. */
const CRITICS = { low: 45, high: 90 }
/** Messages are rated from -4 to 4; few by more than 3. */
const MESSAGES = { low: -3, high: 3 }
/** Up to so much to either side a message is neutral. */
const NEUTRAL_MESSAGE = 0.5

/**
 * The training sets that BENCHMARKS allows, reviews of our own, and nothing else; those it forbids are not opened.
 * @param folder of the public data
 */
export async function trainingTexts(folder: string): Promise<TrainingText[]> {
  const texts: TrainingText[] = []
  const reviews = await openSource(
    'amazon-reviews',
    `${folder}/amazon-digital-music-2018-late/music_core_valid.csv.gz`,
    null,
  )
  for await (const item of reviews.items) {
    if (item.kind !== 'review' || item.review.rating === null) continue
    const { text, rating } = item.review
    // "Great song" a thousand times teaches nothing new.
    if (rating === 5 && text.length < 60 && fnv1a(`${item.review.userId}\t${item.review.songId}`) % KEPT_OF !== 0)
      continue
    const domain = text.split(/\s+/).filter(word => word !== '').length >= LONG ? 'reviews' : 'short reviews'
    texts.push({ text, rating, gold: labelOf(rating), domain, target: STARS[rating], author: item.review.userId })
  }
  const add = (judged: readonly JudgedText[], domain: Domain, targetOf: (rating: number) => number) =>
    texts.push(...judged.map(each => ({ ...each, domain, target: targetOf(each.rating) })))
  add(await readJudged('sst2', `${folder}/sst2-sentences/train.tsv`), 'movies', rating => rating)
  add(await readJudged('uci', `${folder}/uci-sentiment-labelled-sentences`), 'sentences', rating => rating)
  const critics = await readJudged('metacritic', `${folder}/metacritic-music-critic-reviews/music_reviews.part0.tsv`)
  add(
    critics.filter(({ text }) => fnv1a(text) % 2 === 0),
    'critics',
    score => within(score, CRITICS),
  )
  for (const [rating, text] of written('reviews'))
    texts.push({ text, rating, gold: labelOf(rating), domain: 'written reviews', target: STARS[rating] })
  for (const [rating, text] of written('critics'))
    texts.push({ text, rating, gold: 'NEUTRAL', domain: 'written critics', target: within(rating, CRITICS) })
  for (const [rating, text] of written('messages')) {
    const gold = rating > NEUTRAL_MESSAGE ? 'POSITIVE' : rating < -NEUTRAL_MESSAGE ? 'NEGATIVE' : 'NEUTRAL'
    texts.push({ text, rating, gold, domain: 'written messages', target: within(rating, MESSAGES) })
  }
  return texts
}

/** Texts written for this, in the manner of `kind`: one a line, its rating, a tab, the text. */
function written(kind: string): (readonly [number, string])[] {
  const file = new URL(`../../../../nlp/training/sentiment/written-${kind}.tsv`, import.meta.url)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map(line => [Number(line.slice(0, line.indexOf('\t'))), line.slice(line.indexOf('\t') + 1)])
}

/** Where a rating lies in a range, cut to [0, 1]. */
function within(rating: number, { low, high }: { low: number; high: number }): number {
  return Math.min(1, Math.max(0, (rating - low) / (high - low)))
}

function labelOf(rating: number): SentimentLabel {
  return rating >= 4 ? 'POSITIVE' : rating >= 3 ? 'NEUTRAL' : 'NEGATIVE'
}
