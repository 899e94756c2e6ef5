import type { Connection } from 'mongoose'
import type { Store } from '../ports.js'
import { type ConnectOptions, connect, hasTransactions, hostsOf } from './connection.js'
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
import { Writer } from './writer.js'

/** How often is looked for a commit that a process left unfinished. */
const SETTLE_MS = 2_000

/**
 * The store in a MongoDB database. Several processes may have it open at once.
 * @throws OperatorError for an address, credentials or a database that cannot be used
 */
export async function openMongoStore(uri: string, options: ConnectOptions): Promise<Store> {
  const connection = await connect(uri, options)
  try {
    const collections = openCollections(connection)
    await createIndexes(collections)
    const journal = new Journal(connection, collections, await hasTransactions(connection), options.turnMs)
    await journal.open()
    const writer = new Writer(journal, collections)
    const users = new MongoUsers(writer, collections)
    await users.finishErasures()
    return compose(connection, collections, journal, writer, users, hostsOf(uri))
  } catch (error) {
    await connection.close()
    throw explained(error)
  }
}

function compose(
  connection: Connection,
  collections: Collections,
  journal: Journal,
  writer: Writer,
  users: MongoUsers,
  hosts: string,
): Store {
  const settling = setInterval(settler(journal, writer), SETTLE_MS)
  settling.unref()
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
      clearInterval(settling)
      await writer.close()
      await connection.close()
    },
  }
}

/** Finishes a commit that was cut off, once it has stood still from one call to the next. */
function settler(journal: Journal, writer: Writer): () => void {
  let stood: number | null = null
  return () => {
    const look = async () => {
      const { seq, pending } = await journal.head()
      if (pending && seq === stood) await writer.write({ load: async () => {}, apply: () => {} })
      stood = pending ? seq : null
    }
    // Who reads or writes meanwhile is told that the server is away; here there is nobody to tell.
    look().catch(() => {})
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
