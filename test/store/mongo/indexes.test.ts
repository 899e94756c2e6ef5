import { afterAll, beforeAll, expect, test } from '@jest/globals'
import mongoose, { type Connection } from 'mongoose'
import { pairKey, pairsOf } from '../../../src/store/mongo/keys.js'
import { openCollections } from '../../../src/store/mongo/schema.js'
import { openMongoStore } from '../../../src/store/mongo/store.js'
import { opinion, play, review, song } from '../contract/samples.js'
import { dropDatabase, newDatabase, withServer } from './server.js'

const SONGS = 1_500
const USERS = 300

withServer('Indexes of MongoDB', () => {
  const uri = process.env.MONGODB_URI ? newDatabase() : ''
  let connection: Connection

  beforeAll(async () => {
    const store = await openMongoStore(uri, { report: () => {} })
    const songs = Array.from({ length: SONGS }, (_, i) => `s${i}`)
    await store.songs.upsert(songs.map(id => song(id)))
    await store.plays.record(songs.map((id, i) => play(`u${i % USERS}`, id, { eventId: id })))
    await store.reviews.putMany(songs.map((id, i) => review(`u${i % USERS}`, id, { opinions: [opinion('mix', 0.5)] })))
    await store.tags.addMany(songs.map((id, i) => ({ userId: `u${i % USERS}`, songId: id, tag: 'x' })))
    await store.close()
    connection = await mongoose.createConnection(uri).asPromise()
    // Planners go by statistics, which servers gather when they find the time.
    await connection.db?.admin().command({ ping: 1 })
  })
  afterAll(async () => {
    await connection.close()
    await dropDatabase(uri)
  })

  test('are there as the schemas declare them', async () => {
    for (const model of Object.values(openCollections(connection))) {
      const there = await model.collection.indexes().catch(() => [])
      const names = model.schema.indexes().map(([, options]) => options.name)
      expect(there.map(each => each.name)).toEqual(expect.arrayContaining(names))
    }
  })

  test.each<[string, string, object, Record<string, 1 | -1>]>([
    ['a song', 'songs', { _id: 's7' }, {}],
    ['many songs', 'songs', { _id: { $in: ['s1', 's2', 's3'] } }, {}],
    ['songs of later commits', 'songs', { v: { $gt: 1_000 } }, {}],
    ['songs that changed since', 'songs', { changed: { $gt: 1_000 } }, {}],
    ['songs in batches', 'songs', { _id: { $gt: 's7' } }, { _id: 1 }],
    ['plays of a user', 'plays', { _id: pairsOf('u7') }, { _id: 1 }],
    ['plays of a pair', 'plays', { _id: pairKey('u7', 's7') }, {}],
    ['plays of a song', 'plays', { songId: 's7' }, {}],
    ['events of a user', 'events', { _id: pairsOf('u7') }, {}],
    ['events of a song', 'events', { songId: 's7' }, {}],
    ['reviews of a song', 'reviews', { songId: 's7' }, { createdAt: -1, _id: 1 }],
    ['reviews of a user', 'reviews', { userId: 'u7' }, { createdAt: -1, _id: 1 }],
    ['quotes', 'quotes', { songId: 's7', aspect: 'mix' }, { strength: -1, reviewId: 1, start: 1 }],
    ['tags of a user', 'tags', { _id: pairsOf('u7') }, { _id: 1 }],
    ['tags of a song', 'tags', { songId: 's7' }, {}],
    ['a user', 'users', { _id: 'u7' }, {}],
  ])('%s: the server looks them up, it does not scan', async (_, collection, filter, sort) => {
    const query = connection.collection(collection).find(filter).sort(sort).limit(20)
    const plan = JSON.stringify(await query.explain('queryPlanner'))
    expect(plan).toMatch(/IXSCAN|IDHACK|EXPRESS|Index Scan|Bitmap Index|indexName/)
    expect(plan).not.toMatch(/COLLSCAN|Seq Scan/)
  })
})
