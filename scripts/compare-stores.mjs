/**
 * Whether both stores serve the same lists: `MONGODB_URI=… node scripts/compare-stores.mjs <format> <path> [users]`, after
 * `npm run build`. Imports the data into an embedded store in a temporary folder and into a database of its own, trains on
 * each with the same seed, and compares, for every user or the first so many, the list with its scores and reasons; before
 * that the order in which both tell songs, plays, reviews and tags. Exits 1 at the first difference.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openApp, readConfig } from '../dist/src/app.js'

const [, , format, path, users = '200'] = process.argv
const server = process.env.MONGODB_URI
if (!server || !format || !path) {
  process.stderr.write('MONGODB_URI=… node scripts/compare-stores.mjs <format> <path> [users]\n')
  process.exit(2)
}
const uri = new URL(server)
uri.pathname = `/linernotes_compare_${process.pid}`
const folder = mkdtempSync(join(tmpdir(), 'linernotes-compare-'))
const LIST = `query ($user: ID!) { recommendations(userId: $user, first: 20) { basis edges { node {
  rank score baseline predictedRating song { id title } reasons { kind text contribution aspect } } } } }`

const apps = [
  ['embedded', await openApp(readConfig({ DATA_DIR: folder, MONGODB_URI: '' }, {}))],
  ['MongoDB', await openApp(readConfig({ DATA_DIR: folder, MONGODB_URI: uri.href }, {}))],
]
let same = true
try {
  for (const [name, app] of apps) {
    const start = performance.now()
    await app.import(format, path)
    const imported = performance.now()
    const { id } = await app.services.models.train()
    const { status, message } = await app.services.models.finished(id, () => {})
    if (status !== 'SUCCEEDED') throw new Error(`the training on ${name} ended as ${status}: ${message}`)
    const seconds = ms => `${(ms / 1000).toFixed(1)} s`
    process.stdout.write(
      `${name}: import ${seconds(imported - start)}, train ${seconds(performance.now() - imported)}\n`,
    )
  }
  const [a, b] = apps.map(([, app]) => app)
  for (const noun of ['songs', 'plays', 'reviews', 'tags'])
    await compareStreams(noun, a.store[noun].all(), b.store[noun].all())
  const ids = []
  for await (const { userId } of a.store.plays.all()) if (ids.at(-1) !== userId) ids.push(userId)
  if (ids.length === 0) for await (const { userId } of a.store.reviews.all()) ids.push(userId)
  const asked = [...new Set(ids)].slice(0, Number(users))
  for (const user of asked) {
    const [one, other] = [await a.query(LIST, { user }), await b.query(LIST, { user })]
    compare(`the list of ${user}`, one, other)
  }
  process.stdout.write(`${asked.length} lists of 20 compared\n`)
} finally {
  for (const [, app] of apps) await app.close()
  const connection = await mongoose.createConnection(uri.href).asPromise()
  await connection.dropDatabase()
  await connection.close()
  rmSync(folder, { recursive: true })
}
process.stdout.write(same ? 'the same on both stores\n' : 'NOT the same\n')
process.exit(same ? 0 : 1)

async function compareStreams(noun, one, other) {
  const rest = other[Symbol.asyncIterator]()
  let count = 0
  for await (const value of one) {
    compare(`${noun} ${count}`, value, (await rest.next()).value)
    count++
  }
  compare(`the end of ${noun}`, true, (await rest.next()).done)
  process.stdout.write(`${count} ${noun} compared, in order\n`)
}

function compare(what, one, other) {
  if (JSON.stringify(one) === JSON.stringify(other)) return
  if (same) process.stdout.write(`${what} differs:\n${JSON.stringify(one)}\n${JSON.stringify(other)}\n`)
  same = false
}
