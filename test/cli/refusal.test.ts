import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { folder, linernotes, prepare, Running } from './process.js'

// Several trainings, on a machine that may be busy.
jest.setTimeout(240_000)

const GROUPS = 30
const USERS_OF_A_GROUP = 6
const SONGS_OF_A_GROUP = 10

/** Users of a group play eight of its ten songs: what is held out of them, the others of the group tell. */
const PLAYS = Array.from({ length: GROUPS * USERS_OF_A_GROUP }, (_, user) =>
  Array.from({ length: SONGS_OF_A_GROUP - 2 }, (_, i) => {
    const song = (i + 3 * Math.floor(user / GROUPS)) % SONGS_OF_A_GROUP
    return { userId: `u${user}`, songId: `g${user % GROUPS}s${song}` }
  }),
).flat()

const store = folder()
const run = (...args: string[]) => linernotes([...args, '--data-dir', store])
let server: Running
let url = ''

async function ask<T>(query: string): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

interface Run {
  readonly status: string
  readonly message: string | null
  readonly model: { readonly version: string; readonly active: boolean; readonly notes: readonly string[] } | null
}

/** Trains over GraphQL, to the end. */
async function trained(force: string): Promise<Run> {
  const { trainModel } = await ask<{ trainModel: { id: string } }>(`mutation { trainModel${force} { id } }`)
  for (;;) {
    const query = `{ trainingRun(id: "${trainModel.id}") { status message model { version active notes } } }`
    const { trainingRun } = await ask<{ trainingRun: Run }>(query)
    if (trainingRun.status !== 'RUNNING') return trainingRun
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

let good = ''
let spoilt = ''

beforeAll(async () => {
  prepare()
  const files = folder()
  const write = (name: string, records: readonly object[]) => {
    writeFileSync(join(files, name), records.map(record => JSON.stringify(record)).join('\n'))
    return join(files, name)
  }
  const songs = [...new Set(PLAYS.map(({ songId }) => songId))].map(id => ({ id, title: id }))
  expect(run('import', 'songs', write('songs.jsonl', songs)).code).toBe(0)
  expect(run('import', 'plays', write('plays.jsonl', PLAYS)).code).toBe(0)
  const first = JSON.parse(run('train', '--json').stdout)
  expect(first).toMatchObject({ status: 'SUCCEEDED', message: null, model: { active: true } })
  good = first.model.version
  server = new Running(['serve', '--port', '0', '--data-dir', store])
  url = (await server.says(/answers at (http:\S+)/))[1] ?? ''
})
afterAll(() => server.stop())

test('the same data again make a model that is no worse, and say how the two compare', async () => {
  const again = await trained('')
  expect(again).toMatchObject({ status: 'SUCCEEDED', message: null, model: { active: true } })
  expect(again.model?.notes).toContainEqual(
    expect.stringMatching(
      new RegExp(`^beside the active model ${good}, ndcg@20 0\\.\\d+ against 0\\.\\d+ on the held-out`),
    ),
  )
  good = again.model?.version ?? ''
})

test('after a loss of all users but one of each group the model is saved, refused, and can be activated by hand', async () => {
  for (let user = GROUPS; user < GROUPS * USERS_OF_A_GROUP; user++) {
    await ask(`mutation { eraseUser(id: "u${user}") { erasedAt } }`)
  }
  const refused = await trained('')
  expect(refused).toMatchObject({ status: 'REFUSED', model: { active: false } })
  spoilt = refused.model?.version ?? ''
  expect(refused.message).toMatch(/^clearly worse than the active model: ndcg@20 0\.\d+ against 0\.\d+ on .* users/)
  expect(refused.message).toContain(`models activate ${spoilt}`)
  expect(refused.message).toContain('trainModel(force: true)')
  const { model, models } = await ask<{ model: { version: string }; models: { version: string }[] }>(
    '{ model { version } models { version } }',
  )
  expect(model.version).toBe(good)
  expect(models[0]?.version).toBe(spoilt)
  // Little data is told too.
  expect(refused.model?.notes).toContainEqual(expect.stringMatching(/^little data: the ranker is the plain blend/))

  await ask(`mutation { activateModel(version: "${spoilt}") { version } }`)
  expect(await ask('{ model { version } }')).toEqual({ model: { version: spoilt } })
  await ask(`mutation { activateModel(version: "${good}") { version } }`)
})

test('the command line says so and how to go on, and ends with 1', () => {
  const { code, stdout, stderr } = run('train')
  expect(code).toBe(1)
  expect(stdout).toMatch(/It is not active\.\n$/)
  expect(stdout).toMatch(/^Note: little data: the ranker is the plain blend/m)
  expect(stderr).toMatch(/^linernotes: refused: the model is clearly worse .* --force/m)
  expect(JSON.parse(run('models', 'list', '--json').stdout).find(({ active }: { active: boolean }) => active)).toEqual(
    expect.objectContaining({ version: good }),
  )
})

test('forced, it is activated and says what that costs', () => {
  const { code, stdout } = run('train', '--force')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Note: clearly worse than the active model: .*activated all the same, as asked\.$/m)
  expect(stdout).toMatch(/It is active\.\n$/)
})
