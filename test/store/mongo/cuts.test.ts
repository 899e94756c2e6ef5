import { afterEach, expect, jest, test } from '@jest/globals'
import { NO_TASTE } from '../../../src/domain/user.js'
import { openMongoStore } from '../../../src/store/mongo/store.js'
import type { Store } from '../../../src/store/ports.js'
import { keptList } from '../contract/kept-lists.js'
import { model } from '../contract/models.js'
import { opinion, play, review, song } from '../contract/samples.js'
import { recount, told } from '../recount.js'
import { FaultyProxy } from './proxy.js'
import { address, dropDatabase, newDatabase, withServer } from './server.js'

// A store is opened and filled for each cut.
jest.setTimeout(300_000)

const OPTIONS = { report: () => {}, turnMs: 100, selectionTimeoutMs: 200 }
/** More commands than any of the writes takes. */
const MOST = 60

let uri = ''
afterEach(async () => {
  if (uri !== '') await dropDatabase(uri)
})

/** Something for each write to change and to replace. */
async function fill(store: Store): Promise<void> {
  await store.songs.upsert([song('a'), song('b')])
  await store.plays.record([play('u', 'a', { eventId: 'old' }), play('v', 'a', { count: 2 })])
  await store.reviews.put(review('u', 'a', { rating: 5, opinions: [opinion('vocals', 0.5)] }))
  await store.tags.replace('v', 'a', ['sad'])
  await store.tastes.put('u', NO_TASTE)
  await store.keptLists.keep([keptList('l')])
}

const ACTIVATION = 'saving and activating a model'
const MODEL = model('1')
const ARTEFACT = Uint8Array.from({ length: 5_000 }, (_, i) => i % 251)

/** What a write does, and how to tell that it was done. */
const WRITES: readonly [
  name: string,
  write: (store: Store) => Promise<unknown>,
  done: (store: Store) => Promise<boolean>,
][] = [
  [
    'posting a review',
    store =>
      store.reviews.put(review('u', 'a', { text: 'The mix is muddy, sadly.', opinions: [opinion('mix', -0.5)] })),
    async store => (await store.reviews.ofUser('u'))[0]?.text === 'The mix is muddy, sadly.',
  ],
  [
    'recording plays',
    store => store.plays.record([play('u', 'a', { eventId: 'e', count: 3 }), play('w', 'b', { eventId: 'f' })]),
    async store => (await store.plays.get('u', 'a'))?.count === 4,
  ],
  ['removing a song', store => store.songs.remove('a'), async store => (await store.songs.get('a')) === null],
  [
    ACTIVATION,
    async store => {
      await store.models.put(MODEL, ARTEFACT)
      await store.models.activate(MODEL.version)
    },
    async store => {
      // A record never comes before its artefact, and only a model that is there is active.
      if ((await store.models.get(MODEL.version)) !== null) {
        expect(await store.models.artefact(MODEL.version)).toEqual(ARTEFACT)
      } else expect(await store.models.activeVersion()).toBeNull()
      return (await store.models.activeVersion()) === MODEL.version
    },
  ],
  ['erasing a user', store => store.users.erase('u'), async store => (await store.users.get('u')) === null],
]

withServer('MongoDB cut off between any two commands', () => {
  test.each(WRITES)('%s is done whole or not at all', async (name, write, done) => {
    const outcomes = { acknowledged: 0, done: 0, undone: 0 }
    for (let commands = 0; outcomes.acknowledged === 0 && commands < MOST; commands++) {
      uri = newDatabase()
      const proxy = new FaultyProxy(address())
      const throughProxy = new URL(uri)
      throughProxy.host = await proxy.start()
      const store = await openMongoStore(throughProxy.href, OPTIONS)
      await fill(store)
      proxy.stopAfter(commands)
      const acknowledged = await write(store).then(
        () => true,
        error => {
          expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
          return false
        },
      )
      // As good as killed: nothing that it sends from here on arrives.
      await proxy.stop()
      const other = await openMongoStore(uri, OPTIONS)
      const isDone = await done(other)
      if (acknowledged) expect(isDone).toBe(true)
      outcomes[acknowledged ? 'acknowledged' : isDone ? 'done' : 'undone']++
      const withTaste = (await other.tastes.get('u')) === null ? [] : ['u']
      const counted = await recount(other, withTaste)
      expect(await told(other, counted)).toEqual(counted)
      // A write is possible at once, and a repeat does what is still to do.
      await write(other)
      expect(await done(other)).toBe(true)
      const again = await recount(other, (await other.tastes.get('u')) === null ? [] : ['u'])
      expect(await told(other, again)).toEqual(again)
      await other.close()
      await store.close()
      if (!acknowledged) await dropDatabase(uri)
    }
    // Some cuts came before the write counted, some after, and at last there was none.
    expect(outcomes.acknowledged).toBe(1)
    // The last command of an activation is the one that counts: nothing comes after it to be cut off.
    if (name !== ACTIVATION) expect(outcomes.done).toBeGreaterThan(0)
    expect(outcomes.undone).toBeGreaterThan(0)
  })
})
