/**
 * How many tokens a second does `analyze` read, of the demo's reviews, beside bare wink-nlp with every stage and bulk
 * output?
 * Run: node dist/bench/nlp.js. Best of 5 rounds each, interleaved.
 */
import { readFileSync } from 'node:fs'
import model from 'wink-eng-lite-web-model'
import winkNLP, { type ItsFunction } from 'wink-nlp'
import { analyze } from '../nlp/analyze.js'
import { SEED_DATA } from '../seeds/folder.js'

const ROUNDS = 5
const texts = readFileSync(new URL('reviews.jsonl', SEED_DATA), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => (JSON.parse(line) as { text: string }).text)

const wink = winkNLP(model)
const { its } = wink

function bare(text: string): number {
  const tokens = wink.readDoc(text).tokens()
  tokens.out(its.value)
  tokens.out(its.pos)
  // Its declaration names the third argument; `out` passes it.
  tokens.out(its.lemma as ItsFunction<string>)
  tokens.out(its.negationFlag)
  return tokens.length()
}

function secondsFor(read: (text: string) => unknown): number {
  const start = performance.now()
  for (const text of texts) read(text)
  return (performance.now() - start) / 1000
}

const tokens = texts.reduce((sum, text) => sum + bare(text), 0)
const best = { analyze: Infinity, wink: Infinity }
for (let round = 0; round < ROUNDS; round++) {
  best.analyze = Math.min(best.analyze, secondsFor(analyze))
  best.wink = Math.min(best.wink, secondsFor(bare))
}
const rate = (seconds: number): string => Math.round(tokens / seconds).toLocaleString('en')
console.log(`${texts.length} reviews, ${tokens} tokens`)
console.log(`analyze    ${rate(best.analyze)} tokens/s`)
console.log(`bare wink  ${rate(best.wink)} tokens/s`)
console.log(`ratio      ${((100 * best.wink) / best.analyze).toFixed(0)} %  (goal 40 %, never under 25 %)`)
