import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createConnection, createServer, type Socket } from 'node:net'

/** Commands after which the data differ. */
const WRITES = new Set([
  'insert',
  'update',
  'delete',
  'findAndModify',
  'findandmodify',
  'bulkWrite',
  'commitTransaction',
])
const HEADER = 16
const OP_MSG = 2013

/** What stands between a client and a MongoDB server. */
export interface Proxy {
  readonly port: number
  /** Writes that were seen so far. */
  writes(): number
  close(): Promise<void>
}

/** Told of each write: before it goes to the server, and when the server has answered but the client has not heard. */
export type OnWrite = (moment: 'sent' | 'answered', write: number) => 'pass' | 'cut'

/**
 * Passes the wire protocol on, message by message. Once `onWrite` says `cut`, nothing passes any more.
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
export async function startProxy(target: { host: string; port: number }, onWrite: OnWrite): Promise<Proxy> {
  let writes = 0
  let cut = false
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const upstream = createConnection(target)
    /** Requests under way, by their ids: which write each is. */
    const pending = new Map<number, number>()
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ]) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    client.on(
      'data',
      messages(message => {
        if (cut) return
        if (WRITES.has(commandOf(message))) {
          writes++
          pending.set(message.readInt32LE(4), writes)
          cut ||= onWrite('sent', writes) === 'cut'
        }
        if (!cut) upstream.write(message)
      }),
    )
    upstream.on(
      'data',
      messages(message => {
        if (cut) return
        const write = pending.get(message.readInt32LE(8))
        if (write !== undefined) cut ||= onWrite('answered', write) === 'cut'
        if (!cut) client.write(message)
      }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    writes: () => writes,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Puts chunks together to whole messages. */
function messages(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return chunk => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0)
      onMessage(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  }
}

/** The name of the first field of the command's document: after flags (4), the kind of section (1), length (4) and type (1). */
function commandOf(message: Buffer): string {
  if (message.readInt32LE(12) !== OP_MSG) return ''
  const start = HEADER + 10
  return message.toString('utf8', start, message.indexOf(0, start))
}
