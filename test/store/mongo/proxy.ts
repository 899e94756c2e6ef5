import { connect, createServer, type Server, type Socket } from 'node:net'

const MESSAGE_HEADER = 16
const OP_CODE_AT = 12
const OP_MSG = 2013

/**
 * A TCP proxy in front of the server, which cuts or stalls what goes through it: as seen by a client, that is a server that
 * went down, or a client that was killed.
 */
export class FaultyProxy {
  /** Commands that clients may still send; each is forwarded whole or not at all. */
  private left = Number.POSITIVE_INFINITY
  /** The commands sent so far by name, but those by which drivers watch a server. */
  readonly commands: string[] = []
  private stalled = false
  private readonly sockets = new Set<Socket>()
  private server: Server | null = null
  private port = 0

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  /** Accepts connections, at the same port as the last time. @returns its address */
  async start(): Promise<string> {
    this.left = Number.POSITIVE_INFINITY
    const server = createServer(client => this.serve(client))
    this.server = server
    await new Promise<void>(resolve => server.listen(this.port, '127.0.0.1', resolve))
    const bound = server.address()
    if (bound !== null && typeof bound === 'object') this.port = bound.port
    return `127.0.0.1:${this.port}`
  }

  /** Cuts all connections, and refuses new ones. */
  async stop(): Promise<void> {
    const { server } = this
    this.server = null
    for (const socket of this.sockets) socket.destroy()
    if (server) await new Promise(resolve => server.close(resolve))
  }

  /** Cuts everything as soon as so many more commands were forwarded. */
  stopAfter(commands: number): void {
    this.left = commands
  }

  /** Keeps connections open and passes nothing on, until `resume`. */
  stall(): void {
    this.stalled = true
    for (const socket of this.sockets) socket.pause()
  }

  resume(): void {
    this.stalled = false
    for (const socket of this.sockets) socket.resume()
  }

  private serve(client: Socket): void {
    const server = connect(this.target.port, this.target.host)
    let waiting = Buffer.alloc(0)
    client.on('data', bytes => {
      waiting = Buffer.concat([waiting, bytes])
      while (waiting.length >= MESSAGE_HEADER && waiting.length >= waiting.readInt32LE(0)) {
        const length = waiting.readInt32LE(0)
        const message = waiting.subarray(0, length)
        waiting = waiting.subarray(length)
        if (!this.passes(message)) return
        server.write(message)
      }
    })
    server.on('data', bytes => client.write(bytes))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        this.sockets.delete(one)
        other.destroy()
      })
      if (this.stalled) one.pause()
    }
  }

  private passes(message: Buffer): boolean {
    const name = message.readInt32LE(OP_CODE_AT) === OP_MSG ? commandOf(message) : 'hello'
    if (name === 'hello' || name === 'ping' || name === 'endSessions') return true
    if (this.left <= 0) {
      void this.stop()
      return false
    }
    this.left--
    this.commands.push(name)
    return true
  }
}

/** The first field of the first document of an OP_MSG is named as the command. */
function commandOf(message: Buffer): string {
  const start = MESSAGE_HEADER + 4 + 1 + 4 + 1
  return message.toString('utf8', start, message.indexOf(0, start))
}
