/**
 * How many tokens a second does `analyze` read, of the demo's reviews, beside bare wink-nlp with every stage and bulk
 * output? How long does a review of 200 words take, and how much time and memory does loading cost?
 * Run: node dist/bench/nlp.js. Best of 5 rounds each, interleaved; loading is measured first, in a process that has only it.
 */
import { readFileSync } from 'node:fs'
import { SEED_DATA } from '../seeds/folder.js'

const ROUNDS = 5
const WORDS = 200
const texts = readFileSync(new URL('reviews.jsonl', SEED_DATA), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => (JSON.parse(line) as { text: string }).text)
const long = texts.join(' ').split(' ').slice(0, WORDS).join(' ')

const resident = process.memoryUsage.rss()
const begun = performance.now()
const { analyze } = await import('../nlp/analyze.js')
analyze(long)
const loading = performance.now() - begun
const added = (process.memoryUsage.rss() - resident) / 1e6

// Only now, so that it does not count as ours.
const { default: winkNLP } = await import('wink-nlp')
const { default: model } = await import('wink-eng-lite-web-model')
const wink = winkNLP(model)
const { its } = wink

function bare(text: string): number {
  const tokens = wink.readDoc(text).tokens()
  tokens.out(its.value)
  tokens.out(its.pos)
  // Its declaration names the third argument; `out` passes it.
  tokens.out(its.lemma as Parameters<typeof tokens.out>[0])
  tokens.out(its.negationFlag)
  return tokens.length()
}

function secondsFor(read: (text: string) => unknown): number {
  const start = performance.now()
  for (const text of texts) read(text)
  return (performance.now() - start) / 1000
}

const tokens = texts.reduce((sum, text) => sum + bare(text), 0)
const best = { analyze: Infinity, wink: Infinity, long: Infinity }
for (let round = 0; round < ROUNDS; round++) {
  best.analyze = Math.min(best.analyze, secondsFor(analyze))
  best.wink = Math.min(best.wink, secondsFor(bare))
  const start = performance.now()
  for (let i = 0; i < 100; i++) analyze(long)
  best.long = Math.min(best.long, (performance.now() - start) / 100)
}
const rate = (seconds: number): string => Math.round(tokens / seconds).toLocaleString('en')
console.log(`${texts.length} reviews, ${tokens} tokens`)
console.log(`analyze    ${rate(best.analyze)} tokens/s`)
console.log(`bare wink  ${rate(best.wink)} tokens/s`)
console.log(`ratio      ${((100 * best.wink) / best.analyze).toFixed(0)} %  (goal 40 %, never under 25 %)`)
console.log(`200 words  ${best.long.toFixed(2)} ms  (goal 3 ms)`)
console.log(
  `loading    ${loading.toFixed(0)} ms with the first review, ${added.toFixed(0)} MB (goals 1,000 ms, 150 MB)`,
)
