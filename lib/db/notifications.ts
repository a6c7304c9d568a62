import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import { readDeadlineMs } from './deadline.ts'
import { deadlineClientOf } from './deadline-client.ts'
import { waitForConnection } from './wait-for-connection.ts'

/** Messages between processes on the same database. */
export interface Notifications {
  close(): Promise<void>
}

const reconnectMs = 1_000
/** Others may have taken the server's last connections for their start. */
const startMs = 60_000
/** A connection that only listens does not notice that it went silent. */
const probeMs = 5_000

/**
 * Listens on its own connection (PostgreSQL's LISTEN), which is reopened when it breaks.
 * @param onGap called after each connect, because messages may have been missed before
 */
export async function listen(
  url: string,
  channels: string | string[],
  on: {
    message: (payload: string, channel: string) => void
    gap: () => void
    error: (error: unknown) => void
  },
): Promise<Notifications> {
  const closing = new AbortController()
  const ListeningClient = deadlineClientOf(readDeadlineMs, new Set())
  let current: Client | null = null
  const probe = setInterval(() => {
    // A missed deadline ends the connection, and its end is handled below.
    current?.query('SELECT 1').catch(on.error)
  }, probeMs).unref()

  const connect = async () => {
    const client = new ListeningClient({
      connectionString: url,
      application_name: 'lumos notifications',
      connectionTimeoutMillis: readDeadlineMs,
      keepAlive: true,
    })
    client.on('error', on.error)
    client.on('end', () => {
      if (current !== client) return
      current = null
      void reconnect()
    })
    client.on('notification', ({ payload, channel }) => on.message(payload ?? '', channel))
    await client.connect()
    for (const channel of [channels].flat()) await client.query(`LISTEN ${channel}`)
    if (closing.signal.aborted) return client.end()
    current = client
    on.gap()
  }
  const reconnect = async () => {
    while (!closing.signal.aborted && current === null) {
      try {
        await wait(reconnectMs, undefined, { signal: closing.signal })
        await connect()
      } catch (error) {
        if (!closing.signal.aborted) on.error(error)
      }
    }
  }

  await waitForConnection(connect, startMs)
  return {
    async close() {
      closing.abort()
      clearInterval(probe)
      const client = current
      current = null
      await client?.end()
    },
  }
}
