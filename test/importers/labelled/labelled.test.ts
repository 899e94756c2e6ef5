import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readAnnotated, readJudged } from '../../../src/importers/labelled/formats.js'
import { inFolder, publicData, withFile } from '../reading.js'

const judged = (format: string, content: string) =>
  withFile('a_labelled.txt', content, path => readJudged(format, path))
const annotated = (format: string, content: string) => withFile('a.txt', content, path => readAnnotated(format, path))

test('sst2 and uci: the label is what follows the last tab', async () => {
  const expected = [
    { text: 'so\tgood', rating: 1, gold: 'POSITIVE' },
    { text: 'not\u0085 good', rating: 0, gold: 'NEGATIVE' },
  ]
  expect(await judged('sst2', 'so\tgood\t1\nnot\u0085 good\t0\n')).toEqual(expected)
  expect(await judged('uci', 'so\tgood  \t1\r\nnot\u0085 good\t0\n')).toEqual(expected)
})

test('uci: all files of a folder', () =>
  inFolder(async folder => {
    await writeFile(join(folder, 'a_labelled.txt'), 'good\t1\n')
    await writeFile(join(folder, 'b_labelled.txt'), 'bad\t0\n')
    await writeFile(join(folder, 'README.md'), 'no label')
    expect((await readJudged('uci', folder)).map(({ text }) => text)).toEqual(['good', 'bad'])
  }))

test('vader: the class is the sign of the mean', async () => {
  const texts = await judged('vader', '1\t2.5\tYay "quoted\r\n2_1\t-0.15\tmeh\r\n3\t0\tit is\r\n')
  expect(texts.map(({ text, rating, gold }) => [text, rating, gold])).toEqual([
    ['Yay "quoted', 2.5, 'POSITIVE'],
    ['meh', -0.15, 'NEGATIVE'],
    ['it is', 0, 'NEUTRAL'],
  ])
})

test('metacritic: tab-separated, quoted, classes from 40 and from 61 on', async () => {
  const rows = ['a\t61.0\t"He said ""wow"".\tTwice."', 'b\t60.9\tfine', 'c\t39\tdull, dull']
  const texts = await judged('metacritic', `album\tscore\tbody\n${rows.join('\n')}\n`)
  expect(texts.map(({ text, rating, gold }) => [text, rating, gold])).toEqual([
    ['He said "wow".\tTwice.', 61, 'POSITIVE'],
    ['fine', 60.9, 'NEUTRAL'],
    ['dull, dull', 39, 'NEGATIVE'],
  ])
})

test('aste: spans of tokens become spans of characters', async () => {
  const line = "The back end is not  good .####[([1, 2], [4, 6], 'NEG'), ([1, 2], [6], 'NEU')]"
  const [{ text, triplets }] = await annotated('aste', `${line}\n`)
  expect(triplets.map(({ aspect, opinion, label }) => [cut(aspect), cut(opinion), label])).toEqual([
    ['back end', 'not  good', 'NEGATIVE'],
    ['back end', 'good', 'NEUTRAL'],
  ])
  function cut({ start, end }: { start: number; end: number }): string {
    return text.slice(start, end)
  }
})

test('music-aspects: offsets as written', async () => {
  const spans = { aspect: { start: 4, end: 8 }, opinion: { start: 12, end: 17 }, canonicalAspect: 'mix' }
  const line = { text: 'The mix? is great', split: 'test' }
  const written = { ...line, id: 'x', triplets: [{ ...spans, polarity: 'POS' }] }
  expect(await annotated('music-aspects', JSON.stringify(written))).toEqual([
    { ...line, triplets: [{ ...spans, label: 'POSITIVE' }] },
  ])
})

describe('what is not of the format is named with its line', () => {
  test.each<[string, string, RegExp]>([
    ['sst2', 'good\t1\nbad\n', /:2: not a line of this format; expected a file of SST-2/],
    ['uci', 'good\t2\n', /:1: not a line/],
    ['vader', '1\tgood\n', /:1: not a line/],
    ['vader', '', /nothing in it/],
    ['metacritic', 'a\tb\n1\t2\n', /:2: no body or no score/],
    ['plays', 'x', /no format is called plays here; use one of sst2, vader, metacritic, uci/],
  ])('%s %j', (format, content, message) => expect(judged(format, content)).rejects.toThrow(message))

  test.each<[string, string, RegExp]>([
    ['aste', "a b####[([1], [2], 'POS')]\n", /:1: not a line of this format/],
    ['aste', 'a b\n', /:1: not a line of this format/],
    ['music-aspects', '{"text":"a"}', /:1: no text, split or triplets/],
    [
      'music-aspects',
      '{"text":"a","split":"x","triplets":[{"aspect":{"start":0,"end":2},"opinion":{"start":0,"end":1},"polarity":"POS"}]}',
      /:1: span {"start":0,"end":2} is not/,
    ],
    ['music-aspects', '{"text":"a","split":"x","triplets":[{"polarity":"good"}]}', /:1: polarity "good"; use one of/],
  ])('%s %j', (format, content, message) => expect(annotated(format, content)).rejects.toThrow(message))
})

// The figures are those of the READMEs beside the data; where the data are not at hand the tests count as skipped.
describe('public data', () => {
  const expected: [string, string, number][] = [
    ['sst2', 'sst2-sentences/train.tsv', 6920],
    ['sst2', 'sst2-sentences/test.tsv', 1821],
    ['uci', 'uci-sentiment-labelled-sentences', 3000],
    ['vader', 'vader-ground-truth/tweets_GroundTruth.txt', 4200],
    ['vader', 'vader-ground-truth/movieReviewSnippets_GroundTruth.txt.gz', 10_605],
    ['vader', 'vader-ground-truth/nytEditorialSnippets_GroundTruth.txt', 5190],
    ['metacritic', 'metacritic-music-critic-reviews/music_reviews.part0.tsv', 2485],
  ]
  for (const [format, file, rows] of expected) {
    const path = `${publicData}/${file}`
    const testWhereThere = existsSync(path) ? test : test.skip
    testWhereThere(`${format} ${file}`, async () => {
      expect(await readJudged(format, path)).toHaveLength(rows)
    })
  }
})
