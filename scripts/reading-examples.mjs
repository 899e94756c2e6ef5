/**
 * Rewrites the marked blocks of docs/reading-examples.md: ten reviews of the demo catalogue, chosen by rule before looking,
 * with what `npx linernotes analyze` prints of them. `node scripts/reading-examples.mjs`; build first.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withBlock } from './evaluation-tables.mjs'

const COUNT = 10
const place = path => fileURLToPath(new URL(path, import.meta.url))
const page = place('../docs/reading-examples.md')

/** Reviews by song and user, the middle one of each tenth. */
export function chosen(reviews) {
  const key = ({ songId, userId }) => `${songId}\t${userId}`
  const sorted = [...reviews].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return Array.from({ length: COUNT }, (_, i) => sorted[Math.floor(((2 * i + 1) * sorted.length) / (2 * COUNT))])
}

/** The text as a quotation, then a table of what was read, then the line itself. */
export function shown({ songId, userId, text, rating }, line) {
  const { sentiment, opinions } = JSON.parse(line)
  const rows = opinions.map(({ aspect, opinion, canonicalAspect, label, polarity, negated }) =>
    [aspect.text, opinion.text, canonicalAspect ?? '–', label, polarity.toFixed(2), negated ? 'yes' : ''].map(cell),
  )
  const head = ['aspect', 'opinion', 'canonical', 'label', 'polarity', 'negated']
  return [
    `${songId}, ${userId}, ${rating === undefined ? 'no stars' : `${rating} stars`}`,
    `> ${text.replaceAll('\n', '\n> ')}`,
    `**${sentiment.label}**, score ${sentiment.score.toFixed(2)}, confidence ${sentiment.confidence.toFixed(2)}`,
    rows.length === 0 ? 'No opinions.' : table([head, ...rows]),
    `<details><summary>as printed</summary>\n\n\`\`\`json\n${line}\n\`\`\`\n\n</details>`,
  ].join('\n\n')
}

function table([head, ...rows]) {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function analyzed(texts) {
  const input = texts.map(text => `${text.replaceAll('\n', ' ')}\n`).join('')
  const { status, stdout, stderr } = spawnSync(process.execPath, [place('../dist/src/main.js'), 'analyze'], {
    input,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`analyze ended with status ${status}: ${stderr}`)
  return stdout.trimEnd().split('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reviews = readFileSync(place('../seeds/data/reviews.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  const examples = chosen(reviews)
  const lines = analyzed(examples.map(({ text }) => text))
  let text = readFileSync(page, 'utf8')
  for (const [i, example] of examples.entries()) text = withBlock(text, String(i + 1), shown(example, lines[i]))
  writeFileSync(page, text)
}
