import type { Connection } from 'mongoose'
import type { Store } from '../ports.js'
import { ANSWER_TIMEOUT_MS, type ConnectOptions, connect, hasTransactions, hostsOf, settingsOf } from './connection.js'
import { explained } from './errors.js'
import { Journal } from './journal.js'
import { MongoKeptLists } from './kept-lists.js'
import { MongoMarks, MongoModels, MongoTrainingRuns } from './models.js'
import { MongoPlays } from './plays.js'
import { rebuild } from './rebuild.js'
import { MongoReviews } from './reviews.js'
import { type Collections, openCollections } from './schema.js'
import { MongoSongs } from './songs.js'
import { MongoTags } from './tags.js'
import { MongoTastes, MongoUsers } from './users.js'
import { watch } from './watch.js'
import { Writer } from './writer.js'

/**
 * The store in a MongoDB database. Several processes may have it open at once.
 * @throws OperatorError for an address, credentials or a database that cannot be used
 */
export function openMongoStore(uri: string, options: ConnectOptions): Promise<Store> {
  return connect(uri, options, async connection => {
    const collections = openCollections(connection)
    await createIndexes(collections)
    const journal = new Journal(connection, collections, await hasTransactions(connection), options.turnMs)
    await journal.open()
    const writer = new Writer(journal, collections)
    const users = new MongoUsers(writer, collections)
    await users.finishErasures()
    const answerMs = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS
    const watching = watch({ journal, writer, connection }, answerMs, () =>
      connection.openUri(uri, settingsOf(uri, options)),
    )
    return compose(connection, collections, journal, writer, users, watching, hostsOf(uri))
  })
}

function compose(
  connection: Connection,
  collections: Collections,
  journal: Journal,
  writer: Writer,
  users: MongoUsers,
  watching: { close(): void },
  hosts: string,
): Store {
  return {
    songs: new MongoSongs(writer, collections, journal),
    plays: new MongoPlays(writer, collections),
    reviews: new MongoReviews(writer, collections),
    tags: new MongoTags(writer, collections),
    users,
    tastes: new MongoTastes(writer, collections),
    models: new MongoModels(connection, collections),
    trainingRuns: new MongoTrainingRuns(collections),
    marks: new MongoMarks(collections),
    keptLists: new MongoKeptLists(collections),
    describe: () => describe(connection, journal, hosts),
    rebuild: (onProgress = () => {}) => rebuild(writer, collections, onProgress),
    async close() {
      watching.close()
      await writer.close()
      await connection.close()
    },
  }
}

/** Does nothing where they are there. */
async function createIndexes(collections: Collections): Promise<void> {
  await Promise.all(
    Object.values(collections).map(async model => {
      for (const [fields, options] of model.schema.indexes()) {
        await model.collection.createIndex(fields as Record<string, 1 | -1>, options as object)
      }
    }),
  )
}

async function describe(connection: Connection, journal: Journal, hosts: string) {
  try {
    const { db } = connection
    if (db === undefined) throw new Error('the store is closed')
    const [build, stats, head] = await Promise.all([db.admin().command({ buildInfo: 1 }), db.stats(), journal.head()])
    const also = build.ferretdb === undefined ? '' : ` (FerretDB ${build.ferretdb.version})`
    return [
      { name: 'store', value: 'MongoDB' },
      { name: 'server', value: `${build.version}${also} at ${hosts}` },
      { name: 'database', value: connection.name },
      { name: 'transactions', value: journal.transactions ? 'used' : 'the server has none; a journal stands for them' },
      { name: 'commits', value: String(head.seq) },
      { name: 'size', value: `${(Number(stats.totalSize ?? stats.storageSize) / 1e6).toFixed(1)} MB` },
    ]
  } catch (error) {
    throw explained(error)
  }
}
