import type { Command } from 'commander'
import type { PlayDistribution, Quantiles } from '../app.js'
import { barChart, percent, printJson, printLine, table, whole } from './print.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'
import { yearChart } from './year-chart.js'

const DOCUMENT = `{ catalogueStats {
  songCount userCount reviewCount playCount songsWithoutYear
  songsPerYear { year count }
  sentiment { score positive neutral negative }
  aspects(first: 20) { aspect mentions positive neutral negative score }
} }`

interface Stats {
  songCount: number
  userCount: number
  reviewCount: number
  playCount: number
  songsWithoutYear: number
  songsPerYear: { year: number; count: number }[]
  sentiment: { score: number; positive: number; neutral: number; negative: number }
  aspects: { aspect: string; mentions: number; positive: number; neutral: number; negative: number; score: number }[]
}

export function stats(): Command {
  return storeCommand('stats', 'tells what is loaded: counts, years, plays, sentiment, aspects', 'stats').action(
    ({ json, ...flags }: SettingFlags & { json?: boolean }) =>
      withApp(flags, async app => {
        const { catalogueStats } = await app.query<{ catalogueStats: Stats }>(DOCUMENT)
        const plays = await app.playDistribution()
        if (json) printJson({ ...catalogueStats, plays })
        else printStats(catalogueStats, plays)
      }),
  )
}

/** Where there is no terminal. */
const COLUMNS = 80
/** Before each line of a section. */
const INDENT = '  '

function printStats(stats: Stats, plays: PlayDistribution): void {
  const columns = (process.stdout.columns ?? COLUMNS) - INDENT.length
  const { songCount, userCount, reviewCount, playCount, songsPerYear, songsWithoutYear, sentiment, aspects } = stats
  const counts = { songs: songCount, users: userCount, reviews: reviewCount, plays: playCount }
  const rows = Object.entries(counts).map(([noun, count]) => [noun, whole(count)])
  section('What is loaded', table([['', ''], ...rows]).slice(1))
  if (Object.values(counts).every(count => count === 0)) {
    printLine('Load something with `linernotes import`, or try the demo: `linernotes serve --demo`.')
    return
  }
  if (songCount > 0) {
    section('Songs per year', [...yearChart(songsPerYear, columns), `${whole(songsWithoutYear)} without a year`])
  }
  if (plays.raw && plays.normalised) {
    const row = (name: string, quantiles: Quantiles, shown: (value: number) => string) => [
      name,
      ...Object.values(quantiles).map(shown),
    ]
    section(
      `Plays of a song by a user, ${whole(plays.pairs)} pairs; normalised: log(1 + plays) over the user's mean of it`,
      table([
        ['', ...Object.keys(plays.raw)],
        row('plays', plays.raw, whole),
        row('normalised', plays.normalised, value => value.toFixed(3)),
      ]),
    )
  }
  if (reviewCount > 0) {
    const { positive, neutral, negative, score } = sentiment
    const shares = Object.entries({ positive, neutral, negative })
    section('Sentiment of reviews', [
      ...barChart(
        shares.map(([label, share]) => ({ label, value: share, text: percent(share) })),
        Math.min(columns, COLUMNS),
      ),
      `mean ${score.toFixed(3)}, from -1 to 1`,
    ])
  }
  if (aspects.length > 0) {
    const head = ['aspect', 'mentions', 'positive', 'neutral', 'negative', 'score']
    const rows = aspects.map(({ aspect, mentions, positive, neutral, negative, score }) => [
      aspect,
      ...[mentions, positive, neutral, negative].map(whole),
      score.toFixed(3),
    ])
    section('What reviews speak of most', table([head, ...rows]))
  }
}

function section(title: string, lines: readonly string[]): void {
  printLine(title)
  for (const line of lines) printLine(`${INDENT}${line}`)
  printLine()
}
