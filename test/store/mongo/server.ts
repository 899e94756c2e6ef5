import { randomUUID } from 'node:crypto'
import { describe } from '@jest/globals'
import mongoose from 'mongoose'
import { openMongoStore } from '../../../src/store/mongo/store.js'
import type { OpenedStore } from '../contract/harness.js'

/** The server that .ci/run found or was given; '' where there is none. */
const SERVER = process.env.MONGODB_URI ?? ''

/** `describe` where there is a server; else its tests are skipped, by a name that says why. */
export function withServer(name: string, tests: () => void): void {
  if (SERVER === '') describe.skip(`${name} (no MONGODB_URI)`, tests)
  else describe(name, tests)
}

/** The address of a database of one's own, which is not there yet; `at` another host and port, such as a proxy's. */
export function newDatabase(at?: string): string {
  const uri = new URL(SERVER)
  if (at !== undefined) uri.host = at
  uri.pathname = `/linernotes_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  return uri.href
}

/** Host and port of the server. */
export function address(): { host: string; port: number } {
  const { hostname, port } = new URL(SERVER)
  return { host: hostname, port: Number(port || 27017) }
}

export async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise()
  await connection.dropDatabase()
  await connection.close()
}

/** An empty store in a database of its own. */
export async function openNewStore(): Promise<OpenedStore> {
  const uri = newDatabase()
  const open = () => openMongoStore(uri, { report: line => console.warn(line) })
  let store = await open()
  return {
    store,
    async reopen() {
      await store.close()
      store = await open()
      return store
    },
    async dispose() {
      await store.close()
      await dropDatabase(uri)
    },
  }
}
