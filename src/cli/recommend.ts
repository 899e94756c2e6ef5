import type { Command } from 'commander'
import { plain, printJson, printLine, songName } from './print.js'
import { type SettingFlags, storeCommand, wholeBetween, withApp } from './session.js'

const DOCUMENT = `query ($userId: ID!, $first: Int!) {
  recommendations(userId: $userId, first: $first) {
    recommendationId basis modelVersion
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      rank score baseline predictedRating
      song { id title artist album year genres }
      contributions { kind value }
      reasons { kind text contribution aspect song { id title artist } quote { text start end polarity review { id } } }
    } }
  }
}`

interface Connection {
  basis: string
  modelVersion: string | null
  edges: { node: { rank: number; score: number; song: SongName; reasons: Reason[] } }[]
}
interface SongName {
  title: string
  artist: string | null
}
interface Reason {
  text: string
  quote: { text: string } | null
}

export function recommend(): Command {
  return storeCommand('recommend', 'lists songs for a user, best first, with reasons', 'recommend 2 -n 10')
    .argument('<userId>', 'a user of the store; anybody else gets what is popular')
    .option('-n <count>', 'how many, 1 to 100', wholeBetween(1, 100), 20)
    .action((userId: string, { n, json, ...flags }: SettingFlags & { n: number; json?: boolean }) =>
      withApp(flags, async app => {
        const variables = { userId, first: n }
        const { recommendations } = await app.query<{ recommendations: Connection }>(DOCUMENT, variables)
        if (json) printJson(recommendations)
        else printList(recommendations)
      }),
    )
}

function printList({ edges, basis, modelVersion }: Connection): void {
  for (const { node } of edges) {
    printLine(`${String(node.rank).padStart(3)}  ${songName(node.song)}  (${node.score.toFixed(3)})`)
    for (const { text, quote } of node.reasons) {
      printLine(`       ${plain(text)}`)
      if (quote && !text.includes(quote.text)) printLine(`         “${plain(quote.text)}”`)
    }
  }
  if (edges.length === 0) printLine('Nothing to recommend: no songs are left. `linernotes import` brings more.')
  else if (basis === 'POPULARITY')
    printLine('\nThe popular songs: nothing is known of this user, or no model is trained.')
  if (modelVersion) printLine(`\nModel ${modelVersion}.`)
}
