/**
 * Tokens and sentences as the product reads them, for trainers in other languages.
 * Run: node dist/nlp/training/tokens.js < texts.jsonl > tokens.jsonl
 * A line {"text"} gives {"tokens": [[start, end], …], "words": […], "sentences": [[from, to], …]}: offsets in UTF-16 units
 * into the text, look-up forms of the tokens, and tokens from..to of each sentence, `to` exclusive.
 */
import { createInterface } from 'node:readline'
import { legible } from '../legible.js'
import { tokenize } from '../tokens.js'

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text } = JSON.parse(line) as { text: string }
  const { tokens, sentences } = tokenize(legible(text))
  const answer = {
    tokens: tokens.map(({ start, end }) => [start, end]),
    words: tokens.map(({ word }) => word),
    sentences: sentences.map(({ from, to }) => [from, to]),
  }
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`))
    await new Promise(done => process.stdout.once('drain', done))
}
