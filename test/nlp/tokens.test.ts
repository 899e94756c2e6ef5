import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { legible } from '../../nlp/legible.js'
import { tokenize } from '../../nlp/tokens.js'
import { publicData } from '../importers/reading.js'

/** Sentences as lists of look-up forms. */
function sentences(text: string): string[][] {
  const { tokens, sentences } = tokenize(legible(text))
  return sentences.map(({ from, to }) => tokens.slice(from, to).map(({ word }) => word))
}

test.each([
  // contractions
  ["I don't, couldn't've, CAN'T.", "i do n't , could n't 've , ca n't ."],
  ["It's, we're, I'd, she'll, I'm; cannot", "it 's , we 're , i 'd , she 'll , i 'm ; can not"],
  ["could n't 've been", "could n't 've been"],
  ["rock 'n' roll, get 'em, the bands' songs, o'clock", "rock 'n' roll , get 'em , the bands ' songs , o'clock"],
  ['don’t', "do n't"],
  ['don&#39;t', "do n't"],
  // hyphens, slashes, dashes
  ['a top-notch, so-so lo-fi—record', 'a top-notch , so-so lo-fi — record'],
  ['slow - very--slow', 'slow - very -- slow'],
  ['guitar/vocals, 10/10', 'guitar / vocals , 10/10'],
  // numbers, abbreviations, names
  ['3.5 of 1,000 (80s) at 3:45', '3.5 of 1,000 ( 80s ) at 3:45'],
  ['Mr. X feat. D. Bowie, e.g. R&B', 'mr. x feat. d. bowie , e.g. r&b'],
  ['R&amp;B', 'r&b'],
  ['see http://a.example/x?y=1, or Shop.com', 'see http://a.example/x?y=1 , or shop.com'],
  ['sh*t, f**k', 'sh*t , f**k'],
  ['#masterpiece', '# masterpiece'],
  // emoticons and emoji
  ['nice :) :-( ;D <3 </3 :)))', 'nice :) :-( ;d <3 </3 :)'],
  ['(see 1:30), vocals: D', '( see 1:30 ) , vocals : d'],
  ['🔥🔥 👍🏽 ❤️ 👩‍🎤 🇫🇷', '🔥 🔥 👍 ❤ 👩 🇫'],
  // marks
  ['wow!!!!!! ... "so" (good)', 'wow ! ! ! ... " so " ( good )'],
  // zero-width characters and tags
  ['gre\u200bat son\u00adg <b>live</b>', 'great song live'],
])('%s', (text, expected) => {
  expect(sentences(text).flat().join(' ')).toBe(expected)
})

test.each([
  ['Great. The mix is muddy! is it? yes', ['Great.', 'The mix is muddy!', 'is it?', 'yes']],
  ['It was (live!) good.', ['It was (live!) good.']],
  ['"Superb." He said.', ['"Superb."', 'He said.']],
  ['Good. "So" it is.', ['Good.', '"So" it is.']],
  ['The best. (Or not.) Fine.', ['The best.', '(Or not.)', 'Fine.']],
  ['Well... it grows. Well... The end', ['Well... it grows.', 'Well...', 'The end']],
  ['By Mr. Smith vs. Jones, 3.5 stars.', ['By Mr. Smith vs. Jones, 3.5 stars.']],
  ['Good end.Next song', ['Good end.', 'Next song']],
  ['Vocals: 9\nmix: 3', ['Vocals: 9', 'mix: 3']],
  ['One<br />two', ['One', 'two']],
  ['the <i>vocals</i> are great', ['the <i>vocals</i> are great']],
  [
    'a line that was broken by the width of its page\nand goes on.',
    ['a line that was broken by the width of its page\nand goes on.'],
  ],
  ['Lovely :) The mix', ['Lovely :)', 'The mix']],
])('sentences of %j', (text, expected) => {
  const { tokens, sentences } = tokenize(legible(text))
  const found = sentences.map(({ from, to }) => text.slice(tokens[from]?.start, tokens[to - 1]?.end))
  expect(found).toEqual(expected)
})

test('every token is in exactly one sentence, and none is longer than 150', () => {
  const { tokens, sentences } = tokenize('and so it goes '.repeat(100))
  expect(sentences.map(({ from }) => from)).toEqual([0, ...sentences.slice(0, -1).map(({ to }) => to)])
  expect(sentences.at(-1)?.to).toBe(tokens.length)
  for (const { from, to } of sentences) expect(to - from).toBeLessThanOrEqual(150)
})

const ASTE = ['14res', '14lap'].map(name => `${publicData}/aste-data-v2/${name}/train_triplets.txt`)
const annotated = ASTE.every(file => existsSync(file)) ? test : test.skip

annotated('annotated spans begin and end where tokens do (needs the public data)', () => {
  let spans = 0
  let met = 0
  let within = 0
  let triplets = 0
  for (const line of ASTE.flatMap(file => readFileSync(file, 'utf8').trimEnd().split('\n'))) {
    const [text = '', answer = ''] = line.split('####')
    const starts: number[] = [0]
    for (const word of text.split(' ')) starts.push((starts.at(-1) ?? 0) + word.length + 1)
    const { tokens, sentences } = tokenize(legible(text))
    const begins = new Set(tokens.map(({ start }) => start))
    const ends = new Set(tokens.map(({ end }) => end))
    const gold = JSON.parse(answer.replaceAll('(', '[').replaceAll(')', ']').replaceAll("'", '"'))
    for (const [aspect, opinion] of gold as [number[], number[]][]) {
      const places = [aspect, opinion].map(span => [starts[span[0] ?? 0], (starts[(span.at(-1) ?? 0) + 1] ?? 0) - 1])
      for (const [start = -1, end = -1] of places) {
        spans++
        if (begins.has(start) && ends.has(end)) met++
      }
      triplets++
      const from = Math.min(...places.map(([start = 0]) => start))
      const to = Math.max(...places.map(([, end = 0]) => end))
      if (sentences.some(s => (tokens[s.from]?.start ?? 0) <= from && to <= (tokens[s.to - 1]?.end ?? 0))) within++
    }
  }
  expect(spans).toBe(7_596)
  expect(met).toBe(spans)
  // A triplet across sentences is out of the reader's sight: 2 are.
  expect(triplets - within).toBeLessThanOrEqual(2)
})
