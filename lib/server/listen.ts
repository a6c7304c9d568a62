import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

/**
 * Node accepts one connection per turn of the event loop and listening socket. With turns of 5 ms,
 * the last of a hundred simultaneous browsers would wait for 500 ms.
 */
const sockets = 16

/**
 * Longer than proxies and browsers keep idle connections open, so that they never use a connection
 * that this server is closing.
 */
const keepAliveTimeout = 75_000

/** What happens to requests that ask for another protocol on their connection. */
export interface Upgrades {
  /** Others are answered as ordinary requests. */
  isWanted(incoming: IncomingMessage): boolean
  take(incoming: IncomingMessage, connection: Duplex, head: Buffer): void
}

/**
 * Listens on a TCP address, with several sockets if the system lets them share it.
 * @throws if the address cannot be used
 */
export async function listen(
  listener: RequestListener,
  address: { port: number; host: string },
  upgrades?: Upgrades,
): Promise<Server[]> {
  // Bind without `reusePort` first, so that a port in use is reported.
  const alone = await open(listener, address, upgrades)
  const { port } = alone.address() as { port: number }
  await new Promise((resolve) => alone.close(resolve))
  const shared = { ...address, port, reusePort: true }
  try {
    return await Promise.all(
      Array.from({ length: sockets }, () => open(listener, shared, upgrades)),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTSUP') throw error
    return [await open(listener, { ...address, port }, upgrades)]
  }
}

async function open(
  listener: RequestListener,
  address: { port: number; host: string; reusePort?: boolean },
  upgrades: Upgrades | undefined,
): Promise<Server> {
  const shouldUpgradeCallback = (incoming: IncomingMessage) => upgrades?.isWanted(incoming) ?? false
  const server = createServer({ keepAliveTimeout, shouldUpgradeCallback }, listener)
  if (upgrades) server.on('upgrade', upgrades.take)
  server.listen(address)
  await once(server, 'listening')
  return server
}
