import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ColdSplit } from '../recommender/text/cold-split.js'
import type { ColdEvaluation } from './protocols/cold-songs.js'
import type { RatingEvaluation, RatingSplit } from './protocols/rating.js'
import type { TopNEvaluation } from './protocols/top-n.js'
import type { Split } from './splits.js'

type Lists = Pick<TopNEvaluation, 'users' | 'finalLists'>

/** `user<TAB>song<TAB>score` of the final ranker, best first, a user after the other. */
export async function writeRankings(path: string, split: Split, evaluation: Lists): Promise<void> {
  await writeLines(path, rankingLines(split, evaluation))
}

/** `user<TAB>song<TAB>score` of the last model: all cold songs that are ranked for the user, best first. */
export async function writeColdRankings(path: string, split: ColdSplit, evaluation: ColdEvaluation): Promise<void> {
  await writeLines(path, coldRankingLines(split, evaluation))
}

/** Every user's average precision at each cut-off of each model; the first line names the columns. */
export async function writePerUser(path: string, split: Split, evaluation: TopNEvaluation): Promise<void> {
  await writeLines(path, perUserLines(split, evaluation))
}

/** `user<TAB>song<TAB>predicted` of the final model, a test pair a line. */
export async function writeRatings(path: string, { data, test }: RatingSplit, { predicted }: RatingEvaluation) {
  const line = (i: number) =>
    `${field(data.userIds[test[i].user])}\t${field(data.songs[test[i].song].id)}\t${predicted[i]}\n`
  await writeLines(
    path,
    test.map((_, i) => line(i)),
  )
}

function* rankingLines({ train }: Split, { users, finalLists }: Lists): Generator<string> {
  for (const [index, { songs, scores }] of finalLists.entries()) {
    const user = field(train.userIds[users[index]])
    let lines = ''
    for (let i = 0; i < songs.length; i++) lines += `${user}\t${field(train.songs[songs[i]].id)}\t${scores[i]}\n`
    yield lines
  }
}

function* coldRankingLines({ train, cold, known }: ColdSplit, evaluation: ColdEvaluation): Generator<string> {
  for (const [index, user] of evaluation.users.entries()) {
    const scores = evaluation.finalScores[index]
    const ranked = [...scores.keys()].filter(song => !known[user].has(song))
    ranked.sort((a, b) => scores[b] - scores[a] || a - b)
    yield ranked.map(song => `${field(train.userIds[user])}\t${field(cold[song].song.id)}\t${scores[song]}\n`).join('')
  }
}

function* perUserLines({ train }: Split, { users, averagePrecision, cutOffs }: TopNEvaluation): Generator<string> {
  const models = Object.keys(averagePrecision)
  const columns = models.flatMap(model => cutOffs.map(cutOff => `${model} ap@${cutOff}`))
  yield `${['user', ...columns].join('\t')}\n`
  for (const [index, user] of users.entries()) {
    const values = models.flatMap(model => [...averagePrecision[model][index]])
    yield `${[field(train.userIds[user]), ...values].join('\t')}\n`
  }
}

/** An id may hold any character: those that would break the table are written as in JSON strings. */
function field(id: string): string {
  return /[\t\n\r\\]/.test(id) ? JSON.stringify(id).slice(1, -1) : id
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(path))
}
