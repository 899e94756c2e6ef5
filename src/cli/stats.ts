import type { Command } from 'commander'
import type { PlayDistribution, Quantiles } from '../app.js'
import { barChart, percent, printJson, printLine, table, whole } from './print.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

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

function printStats(stats: Stats, plays: PlayDistribution): void {
  const counts = [
    ['songs', whole(stats.songCount)],
    ['users', whole(stats.userCount)],
    ['reviews', whole(stats.reviewCount)],
    ['plays', whole(stats.playCount)],
  ]
  section('What is loaded', table([['', ''], ...counts]).slice(1))
  if (stats.songsPerYear.length > 0) {
    const years = periods(stats.songsPerYear)
    section('Songs per year', [...barChart(years), `${whole(stats.songsWithoutYear)} without a year`])
  }
  if (plays.raw && plays.normalised) {
    const names = Object.keys(plays.raw)
    const row = (name: string, quantiles: Quantiles, digits: number) => [
      name,
      ...Object.values(quantiles).map(value => value.toFixed(digits)),
    ]
    const rows = [['', ...names], row('plays', plays.raw, 0), row('normalised', plays.normalised, 3)]
    section(
      `Plays of a song by a user, ${whole(plays.pairs)} pairs; normalised: log(1 + plays) over the user's mean of it`,
      table(rows),
    )
  }
  if (stats.reviewCount > 0) {
    const { positive, neutral, negative, score } = stats.sentiment
    section('Sentiment of reviews', [
      `positive ${percent(positive)}, neutral ${percent(neutral)}, negative ${percent(negative)}, mean ${score.toFixed(3)}`,
    ])
  }
  if (stats.aspects.length > 0) {
    const head = ['aspect', 'mentions', 'positive', 'neutral', 'negative', 'score']
    const rows = stats.aspects.map(each => [
      each.aspect,
      each.mentions,
      each.positive,
      each.neutral,
      each.negative,
      each.score.toFixed(3),
    ])
    section('What reviews speak of most', table([head, ...rows]))
  }
}

function section(title: string, lines: readonly string[]): void {
  printLine(title)
  for (const line of lines) printLine(`  ${line}`)
  printLine()
}

/** Every year from the first to the last; five-year stretches where that would be more than fit a screen. */
export function periods(perYear: readonly { year: number; count: number }[]): { label: string; count: number }[] {
  const first = perYear[0]?.year ?? 0
  const last = perYear.at(-1)?.year ?? 0
  const step = last - first < 60 ? 1 : last - first < 300 ? 5 : 100
  const from = Math.floor(first / step) * step
  const counts = Array.from({ length: Math.floor((last - from) / step) + 1 }, (_, index) => {
    const year = from + index * step
    return { label: step === 1 ? `${year}` : `${year}–${year + step - 1}`, count: 0 }
  })
  for (const { year, count } of perYear) {
    const period = counts[Math.floor((year - from) / step)]
    if (period) period.count += count
  }
  return counts
}
