import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy in front of a database server that misbehaves on demand, for tests. */
export interface FaultyProxy {
  /** The database's URL through the proxy. */
  url: string
  /** Holds all bytes of all connections, as a frozen server does. */
  freeze(): void
  thaw(): void
  /** Never moves another byte of the present connections; new ones work. */
  silence(): void
  /** Resets all connections and refuses new ones, as a stopped server does. */
  cut(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** @param url of a PostgreSQL server, on TCP or on a Unix socket (`?host=`) */
export async function startFaultyProxy(url: string): Promise<FaultyProxy> {
  const target = new URL(url)
  const socketFolder = target.searchParams.get('host')
  const port = Number(target.port || 5432)
  const open = () =>
    socketFolder
      ? connect(`${socketFolder}/.s.PGSQL.${port}`)
      : connect(port, target.hostname || '127.0.0.1')
  const pairs = new Set<[Socket, Socket]>()
  let isFrozen = false

  const server = createServer((client) => {
    const upstream = open()
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('error', () => undefined)
      from.once('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
    if (!isFrozen) join(pair)
  })
  const listen = (at: number) =>
    new Promise<number>((resolve) => {
      server.listen(at, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  const hold = () => {
    for (const pair of pairs) for (const socket of pair) socket.unpipe().pause()
  }
  const listening = await listen(0)
  const through = new URL(url)
  through.searchParams.delete('host')
  through.hostname = '127.0.0.1'
  through.port = String(listening)
  return {
    url: through.toString(),
    freeze() {
      isFrozen = true
      hold()
    },
    thaw() {
      isFrozen = false
      for (const pair of pairs) join(pair)
    },
    silence: hold,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const [client, upstream] of pairs) {
        client.resetAndDestroy()
        upstream.destroy()
      }
      await closed
    },
    async comeBack() {
      await listen(listening)
    },
    async close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

function join([client, upstream]: [Socket, Socket]): void {
  client.pipe(upstream)
  upstream.pipe(client)
}
