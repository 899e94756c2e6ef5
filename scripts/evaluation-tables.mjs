/**
 * Rewrites the marked blocks of a page with what `evaluate` prints: `node scripts/evaluation-tables.mjs <data folder>
 * [<page>] [<block> …]`; the page is docs/evaluation.md, the blocks are all of TABLES. Build first.
 * A block lies between <!-- begin:name --> and <!-- end:name -->, each on a line of its own.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MUSIC_2018 = 'amazon-reviews:{}/amazon-digital-music-2018-late/music_core_test.csv.gz'
const VADER = 'vader:{}/vader-ground-truth'
const SENTIMENT = ['auc', 'macroF1', 'weightedF1', 'accuracy', 'spearman']
const ASPECTS = ['tripletF1', 'pairF1', 'aspectF1', 'opinionF1', 'canonicalAccuracy']
const RANKING = ['ndcg@20', 'recall@20', 'map@500', 'candidateRecall@500']
const MUSIC_2014 = 'amazon-reviews:{}/amazon-digital-music-5core-2014-head/reviews_Digital_Music_5.head.json.gz'

/** Block → the metrics of its columns, and a row for each measurement: label, then the flags; {} is the data folder. */
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
    columns: RANKING,
    rows: [['Digital Music 2014, 3-core', `--protocol top-n-hash --core 3 --from ${MUSIC_2014}`]],
  },
  cold: {
    columns: ['auc'],
    rows: [['Digital Music 2014, 3-core', `--protocol cold-songs --core 3 --from ${MUSIC_2014}`]],
  },
  rating: {
    columns: ['mse', 'mseDiffLow', 'mseDiffHigh'],
    rows: [['Digital Music 2014', `--protocol rating --from ${MUSIC_2014}`]],
  },
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

function evaluated(root, folder, flags) {
  const main = join(root, 'dist', 'src', 'main.js')
  const args = flags.split(' ').map(flag => flag.replace('{}', folder))
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
  let text = readFileSync(page, 'utf8')
  for (const name of blocks.length > 0 ? blocks : Object.keys(TABLES)) {
    const { columns, rows } = TABLES[name]
    const reports = rows.map(([label, flags]) => ({ label, report: evaluated(root, folder, flags) }))
    text = withBlock(text, name, tableOf(columns, reports))
  }
  writeFileSync(page, text)
}
