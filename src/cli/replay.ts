import type { Command } from 'commander'
import type { Replay } from '../app.js'
import { plain, printJson, printLine, songName } from './print.js'
import { type SettingFlags, storeCommand, withApp } from './session.js'

/** As many as `recommend` shows. */
const REASONS = 3

export function replay(): Command {
  return storeCommand('replay', 'prints a list exactly as it was answered', 'replay 3q2-7wAAkLmNoPqRsTuVwX')
    .argument('<recommendationId>', 'as an answer or `recommend --json` shows it; the latest 10,000 lists are kept')
    .action((id: string, { json, ...flags }: SettingFlags & { json?: boolean }) =>
      withApp(flags, async app => {
        const list = await app.replay(id)
        if (json) printJson(connection(list))
        else printList(list)
      }),
    )
}

/** In the shape of RecommendationConnection, as `recommend --json` prints it; `songIsGone` and `quoteIsGone` only where true. */
function connection({ items, recommendationId, basis, modelVersion, hasNextPage, hasPreviousPage }: Replay) {
  const startCursor = items[0]?.cursor ?? null
  const endCursor = items.at(-1)?.cursor ?? null
  return {
    recommendationId,
    basis,
    modelVersion,
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
    edges: items.map(({ cursor, node }) => {
      const { rank, score, baseline, predictedRating, song, contributions, reasons, songIsGone } = node
      const { id, title, artist, album, year, genres } = song
      return {
        cursor,
        node: {
          rank,
          score,
          baseline,
          predictedRating,
          song: { id, title, artist, album, year, genres },
          ...(songIsGone && { songIsGone }),
          contributions: contributions.map(({ kind, value }) => ({ kind, value })),
          reasons: reasons.slice(0, REASONS).map(reasonOf),
        },
      }
    }),
  }
}

function reasonOf(reason: Replay['items'][number]['node']['reasons'][number]) {
  const { kind, text, contribution, aspect, song, quote, quoteIsGone } = reason
  return {
    kind,
    text,
    contribution,
    aspect,
    song: song && { id: song.id, title: song.title, artist: song.artist },
    quote: quote && {
      text: quote.text,
      start: quote.start,
      end: quote.end,
      polarity: quote.polarity,
      review: { id: quote.reviewId },
    },
    ...(quoteIsGone && { quoteIsGone }),
  }
}

function printList({ items, userId, answeredAt, modelVersion }: Replay): void {
  printLine(`For ${plain(userId)}, ${answeredAt.toISOString()}`)
  for (const { node } of items) {
    const gone = node.songIsGone ? '  (this song was removed)' : ''
    printLine(`${String(node.rank).padStart(3)}  ${songName(node.song)}  (${node.score.toFixed(3)})${gone}`)
    for (const { text, quote, quoteIsGone } of node.reasons.slice(0, REASONS)) {
      printLine(`       ${plain(text)}`)
      if (quote) printLine(`         “${plain(quote.text)}”`)
      else if (quoteIsGone) printLine('         (the review that was quoted is gone, or was rewritten)')
    }
  }
  if (items.length === 0) printLine('The list was empty.')
  if (modelVersion) printLine(`\nModel ${modelVersion}.`)
}
