import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

/**
 * Node takes one new connection per turn of the event loop and listening socket: with turns of
 * 5 ms the hundredth browser that comes at once would wait for 500 ms before it is heard.
 */
const sockets = 16

/** Longer than proxies and browsers keep an idle connection, so that they never use one that ends. */
const keepAliveTimeout = 75_000

/**
 * Listens on a TCP address, through several sockets where the system lets them share it.
 * @throws when the address cannot be had
 */
export async function listen(
  listener: RequestListener,
  address: { port: number; host: string },
): Promise<Server[]> {
  // Alone first: sharing sockets would also share the address with a program that has it already.
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
