/**
 * Rewrites the marked blocks of a page with what `evaluate` prints: `node scripts/evaluation-tables.mjs <data folder>
 * [<page>] [<block> …]`; the page is docs/evaluation.md, the blocks are all that it has. Build first.
 * A block lies between <!-- begin:name --> and <!-- end:name -->, each on a line of its own.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const MUSIC_2018 = 'amazon-reviews:{}/amazon-digital-music-2018-late/music_core_test.csv.gz'
const VADER = 'vader:{}/vader-ground-truth'
const SENTIMENT = ['auc', 'macroF1', 'weightedF1', 'accuracy', 'spearman']
const ASPECTS = ['tripletF1', 'pairF1', 'aspectF1', 'opinionF1', 'canonicalAccuracy']
const RANKING = ['ndcg@20', 'recall@20', 'map@500', 'candidateRecall@500']
const RATING = ['mse', 'mseDiffLow', 'mseDiffHigh']
const MUSIC_2014 = 'amazon-reviews:{}/amazon-digital-music-5core-2014-head/reviews_Digital_Music_5.head.json.gz'

/** The parts of the 2018 set, which `evaluate` takes as one file. */
const PARTS_2018 = ['music_core_valid.csv.gz', 'music_core_test.csv.gz']
const ALL_2018 = 'amazon-reviews:[2018]'

/**
 * Block → the metrics of its columns, and a row for each measurement: label, then the flags; {} is the data folder, [2018]
 * the parts of that set joined under one header.
 */
export const TABLES = {
  sentiment: {
    columns: SENTIMENT,
    rows: [
      ['Digital Music 2014, first 6,907', `--protocol sentiment --from ${MUSIC_2014}`],
      ['Digital Music 2018, test, 20 words and more', `--protocol sentiment --min-words 20 --from ${MUSIC_2018}`],
      ['SST-2, test sentences', '--protocol sentiment --from sst2:{}/sst2-sentences/test.tsv'],
      ['VADER, tweets', `--protocol sentiment --from ${VADER}/tweets_GroundTruth.txt`],
      [
        'VADER, movies not in SST-2 train',
        `--protocol sentiment --without sst2:{}/sst2-sentences/train.tsv --from ${VADER}/movieReviewSnippets_GroundTruth.txt.gz`,
      ],
      ['VADER, editorials', `--protocol sentiment --from ${VADER}/nytEditorialSnippets_GroundTruth.txt`],
      [
        'critics, odd hash',
        '--protocol sentiment --from metacritic:{}/metacritic-music-critic-reviews/music_reviews.part0.tsv',
      ],
    ],
  },
  aspects: {
    columns: ASPECTS,
    rows: [
      ['14res, test', '--protocol aspects --from aste:{}/aste-data-v2/14res/test_triplets.txt'],
      ['14lap, test', '--protocol aspects --from aste:{}/aste-data-v2/14lap/test_triplets.txt'],
      [
        'our music sentences, held out',
        '--protocol aspects --split held --from music-aspects:test/fixtures/music-aspects.jsonl',
      ],
    ],
  },
  hetrec: {
    columns: RANKING,
    rows: [['HetRec', '--protocol top-n-hash --from lastfm-hetrec:{}/hetrec2011-lastfm-2k']],
  },
  msd: {
    columns: RANKING,
    rows: [
      [
        'Taste Profile',
        '--protocol top-n-hash --from msd-triplets:{}/msd-taste-profile-subset/triplets.shared80.tsv.gz',
      ],
    ],
  },
  reviews: {
    columns: ['ndcg@20', 'ndcgDiffLow', 'ndcgDiffHigh', 'recall@20', 'map@500', 'candidateRecall@500'],
    rows: [
      ['Digital Music 2014, 3-core', `--protocol top-n-hash --core 3 --from ${MUSIC_2014}`],
      ['Digital Music 2018, 3-core', `--protocol top-n-hash --core 3 --from ${ALL_2018}`],
    ],
  },
  cold: {
    columns: ['auc'],
    rows: [
      ['Digital Music 2014, 3-core', `--protocol cold-songs --core 3 --from ${MUSIC_2014}`],
      ['Digital Music 2018, 3-core', `--protocol cold-songs --core 3 --from ${ALL_2018}`],
    ],
  },
  rating: {
    columns: RATING,
    rows: [
      ['Digital Music 2014', `--protocol rating --from ${MUSIC_2014}`],
      ['Digital Music 2018', `--protocol rating --from ${ALL_2018}`],
    ],
  },
  next: {
    columns: ['hit@20', 'mrr@20'],
    rows: [['Digital Music 2018', `--protocol next-song --from ${ALL_2018}`]],
  },
}

/** The names of the page's blocks, in its order. */
export function blocksOf(page) {
  return Array.from(page.matchAll(/^<!-- begin:(\S+) -->$/gm), ([, name]) => name)
}

/** The page with the block's content replaced. @throws Error where the page has no such block */
export function withBlock(page, name, content) {
  const begin = `<!-- begin:${name} -->\n`
  const end = `<!-- end:${name} -->`
  const from = page.indexOf(begin)
  const to = page.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`the page has no lines ${begin.trim()} and ${end}`)
  return `${page.slice(0, from)}${begin}${content}\n${page.slice(to)}`
}

/** A Markdown table; a row for each model of each report. Metrics that a report lacks are left empty. */
export function tableOf(columns, reports) {
  const lines = reports.flatMap(({ label, report }) =>
    Object.entries(report.models).map(([model, metrics]) => {
      const cells = columns.map(metric => metrics[metric]?.toFixed(4).replace(/^(-?)0/, '$1') ?? '')
      return `| ${[label, `\`${model}\``, report.data.test, ...cells].join(' | ')} |`
    }),
  )
  const head = ['data', 'model', 'test', ...columns]
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines].join('\n')
}

/** Writes the parts of the 2018 set as one file: the header of the first, then the rows of all. */
function join2018(folder, path) {
  const parts = PARTS_2018.map(name => gunzipSync(readFileSync(join(folder, 'amazon-digital-music-2018-late', name))))
  const rows = parts.map((part, i) => (i === 0 ? part : part.subarray(part.indexOf('\n') + 1)))
  writeFileSync(path, Buffer.concat(rows))
}

function evaluated(root, folder, joined, flags) {
  const main = join(root, 'dist', 'src', 'main.js')
  const args = flags.split(' ').map(flag => flag.replace('{}', folder).replace('[2018]', joined))
  const { status, stdout } = spawnSync(process.execPath, [main, 'evaluate', ...args, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`evaluate ${flags} ended with status ${status}`)
  return JSON.parse(stdout)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(fileURLToPath(new URL('.', import.meta.url)), '..')
  const [, , folder, page = join(root, 'docs', 'evaluation.md'), ...blocks] = process.argv
  if (folder === undefined) throw new Error('name the folder of the public data')
  const scratch = mkdtempSync(join(tmpdir(), 'linernotes-tables-'))
  try {
    const joined = join(scratch, 'digital-music-2018.csv')
    join2018(folder, joined)
    for (const name of blocks.length > 0 ? blocks : blocksOf(readFileSync(page, 'utf8'))) {
      const { columns, rows } = TABLES[name]
      const reports = rows.map(([label, flags]) => ({ label, report: evaluated(root, folder, joined, flags) }))
      // Block by block, so that what was measured is there should a later one fail.
      writeFileSync(page, withBlock(readFileSync(page, 'utf8'), name, tableOf(columns, reports)))
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
