import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

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

/**
 * Listens on a TCP address, with several sockets if the system lets them share it.
 * @throws if the address cannot be used
 */
export async function listen(
  listener: RequestListener,
  address: { port: number; host: string },
): Promise<Server[]> {
  // Bind without `reusePort` first, so that a port in use is reported.
  const alone = await open(listener, address)
  const { port } = alone.address() as { port: number }
  await new Promise((resolve) => alone.close(resolve))
  const shared = { ...address, port, reusePort: true }
  try {
    return await Promise.all(Array.from({ length: sockets }, () => open(listener, shared)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTSUP') throw error
    return [await open(listener, { ...address, port })]
  }
}

async function open(
  listener: RequestListener,
  address: { port: number; host: string; reusePort?: boolean },
): Promise<Server> {
  const server = createServer({ keepAliveTimeout }, listener).listen(address)
  await once(server, 'listening')
  return server
}
