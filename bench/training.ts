/*
 * How much longer do recommendations take while a model is trained in the same process?
 * node dist/bench/training.js http://127.0.0.1:4000/graphql
 * One connection asks for lists of 10, the next 5 ms after an answer: first alone for 20 s, then from the start of a training
 * to its end. Needs data and a model. Warm up the server first, or let the first run pass.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../src/recommender/random.js'
import { ask, someUsers } from './load.js'

const IDLE_MS = 20_000
const WARM_UP_MS = 5_000
const PAUSE_MS = 5
const LIST = `query ($user: ID!) { recommendations(userId: $user, first: 10) {
  edges { node { score song { id title } contributions { kind value } reasons { text } predictedRating } } } }`

const [url = ''] = process.argv.slice(2)
const users = await someUsers(url)
const random = seededRandom(1)

await timesWhile(async elapsed => elapsed < WARM_UP_MS)
const idle = report('alone', await timesWhile(async elapsed => elapsed < IDLE_MS))
const { trainModel } = await ask<{ trainModel: { id: string } }>(url, 'mutation { trainModel { id } }')
let run = { status: 'RUNNING', message: null as string | null }
const started = performance.now()
const busy = report(
  'during a training',
  await timesWhile(async (_elapsed, asked) => {
    // Now and then only: its own answers are not measured.
    if (asked % 20 === 0) run = await statusOf(trainModel.id)
    return run.status === 'RUNNING'
  }),
)
const seconds = (performance.now() - started) / 1000
console.log(`training: ${run.status} after ${seconds.toFixed(1)} s${run.message === null ? '' : `: ${run.message}`}`)
console.log(`p99 during a training: ${(busy / idle).toFixed(2)} × alone`)

/** Milliseconds of each answer. */
async function timesWhile(goesOn: (elapsed: number, asked: number) => Promise<boolean>): Promise<number[]> {
  const times: number[] = []
  const begun = performance.now()
  while (await goesOn(performance.now() - begun, times.length)) {
    const asked = performance.now()
    await ask(url, LIST, { user: users[Math.floor(random() * users.length)] })
    times.push(performance.now() - asked)
    await pause(PAUSE_MS)
  }
  return times
}

/** @returns the 99th percentile */
function report(what: string, times: number[]): number {
  times.sort((a, b) => a - b)
  const quantile = (q: number) => times[Math.floor(q * (times.length - 1))] ?? Number.NaN
  const [p50, p99, most] = [quantile(0.5), quantile(0.99), quantile(1)].map(time => time.toFixed(2))
  console.log(`${what}: ${times.length} lists, p50 ${p50} ms, p99 ${p99} ms, slowest ${most} ms`)
  return quantile(0.99)
}

async function statusOf(id: string): Promise<{ status: string; message: string | null }> {
  const query = 'query ($id: ID!) { trainingRun(id: $id) { status message } }'
  const { trainingRun } = await ask<{ trainingRun: { status: string; message: string | null } }>(url, query, { id })
  return trainingRun
}
