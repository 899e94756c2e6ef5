import { readFile } from 'node:fs/promises'
import type { Difference } from '../app.js'
import { plain, whole, write } from './print.js'
import { progress } from './progress.js'
import { type SettingFlags, withApp } from './session.js'

/** As much of a review's text as tells which one it is. */
const SHOWN = 70

interface Counts {
  reviews: number
  changed: number
  labels: number
  scores: number
  opinions: number
}

/** `analyze --compare`: prints each stored review that a lexicon would change as it is found, then how many they are. */
export async function compare(path: string, flags: SettingFlags, asJson: boolean): Promise<void> {
  const lexicon = await readFile(path, 'utf8')
  await withApp(flags, async (app, stop) => {
    const { from, to, changes } = await comparison(() => app.compare(lexicon), path)
    const { reviewCount } = await app.store.songs.catalogueTotals()
    const counts: Counts = { reviews: 0, changed: 0, labels: 0, scores: 0, opinions: 0 }
    const shown = progress()
    if (asJson) await write(`{"from":${JSON.stringify(from)},"to":${JSON.stringify(to)},"changes":[`)
    try {
      for await (const change of changes) {
        stop.throwIfAborted()
        counts.reviews++
        shown.update(
          'Reading the reviews with the other lexicon',
          counts.reviews / Math.max(1, reviewCount, counts.reviews),
        )
        if (change === null) continue
        await write(asJson ? `${counts.changed === 0 ? '' : ','}\n${JSON.stringify(inJson(change))}` : inLines(change))
        count(change, counts)
      }
    } finally {
      shown.end()
    }
    await write(asJson ? `\n],${JSON.stringify(counts).slice(1)}\n` : `${summary(counts, from === to)}\n`)
  })
}

async function comparison<T>(start: () => Promise<T>, path: string): Promise<T> {
  const { OperatorError } = await import('../app.js')
  try {
    return await start()
  } catch (error) {
    if (error instanceof Error && error.name === 'LexiconError') throw new OperatorError(`${path}, ${error.message}`)
    throw error
  }
}

function count({ before, after, gone, added, shifted }: Difference, counts: Counts): void {
  counts.changed++
  if (before.sentiment.label !== after.sentiment.label) counts.labels++
  if (before.sentiment.score !== after.sentiment.score) counts.scores++
  counts.opinions += gone.length + added.length + shifted.length
}

function inJson({ review: { id, userId, songId }, before, after, gone, added, shifted }: Difference) {
  return { review: { id, userId, songId }, before: before.sentiment, after: after.sentiment, gone, added, shifted }
}

function inLines({ review, before, after, gone, added, shifted }: Difference): string {
  const text = plain(review.text)
  const lines = [
    `${plain(review.id)}  ${sentiments(before, after)}`,
    `    “${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text}”`,
    ...gone.map(opinion => `    − ${named(opinion)} ${read(opinion)}`),
    ...added.map(opinion => `    + ${named(opinion)} ${read(opinion)}`),
    ...shifted.map(({ before, after }) => `    ~ ${named(after)} ${read(before)} → ${read(after)}`),
  ]
  return `${lines.join('\n')}\n`
}

function sentiments({ sentiment: before }: Difference['before'], { sentiment: after }: Difference['after']): string {
  return before.label === after.label
    ? `${after.label} ${before.score.toFixed(4)} → ${after.score.toFixed(4)}`
    : `${before.label} ${before.score.toFixed(4)} → ${after.label} ${after.score.toFixed(4)}`
}

type Opinion = Difference['gone'][number]

function named({ aspect, opinion }: Opinion): string {
  return plain(`${aspect.text}: ${opinion.text}`)
}

function read({ label, polarity }: Opinion): string {
  return `${label} ${polarity.toFixed(4)}`
}

function summary({ reviews, changed, labels, scores, opinions }: Counts, same: boolean): string {
  const lines = [
    `${whole(changed)} of ${whole(reviews)} reviews would change: ${whole(labels)} in label, ${whole(scores)} in score; ${whole(opinions)} opinions. Nothing was written.`,
  ]
  if (same) lines.push('It is the lexicon that is in use.')
  return lines.join('\n')
}
