/** The rated texts that BENCHMARKS.md allows for training, as praise and blame; what is neither is left out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

export interface Rated {
  readonly text: string
  readonly praise: boolean
}

/** Stars 1–2 are blame, 4–5 praise. */
export function musicReviews(data: string): Rated[] {
  const file = gunzipSync(readFileSync(join(data, 'amazon-digital-music-2018-late/music_core_valid.csv.gz')))
  const rows: { readonly reviewText: string; readonly rating: string }[] = parse(file, { columns: true })
  return rows.flatMap(({ reviewText, rating }) => rated(reviewText, Number(rating), 2, 4))
}

/** The half of the critics that is for training: h(body) even. Scores are kind: 60 of 100 is blame, 80 praise. */
export function critics(data: string): Rated[] {
  const file = readFileSync(join(data, 'metacritic-music-critic-reviews/music_reviews.part0.tsv'))
  const rows: { readonly body: string; readonly score: string }[] = parse(file, { columns: true, delimiter: '\t' })
  return rows
    .filter(({ body }) => fnv1a(body) % 2 === 0)
    .flatMap(({ body, score }) => rated(body, Number(score), 60, 80))
}

/** Lines of a text, a tab and 0 or 1. */
export function labelled(data: string, path: string): Rated[] {
  return readFileSync(join(data, path), 'utf8')
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
