import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { StepFailed } from './fail.mjs'
import { inRoot } from './places.mjs'

/**
 * Reads `.env` like Next.js, because the address may be set there. Existing variables take
 * precedence.
 */
export function loadEnvironmentFile() {
  if (existsSync(inRoot('.env'))) process.loadEnvFile?.(inRoot('.env'))
}

/**
 * The address on which Lumos listens.
 * @throws StepFailed
 */
export function readAddress({ HOST, PORT } = process.env) {
  const host = HOST || '127.0.0.1'
  const port = Number(PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StepFailed(`PORT is "${PORT}"; expected a port number from 1 to 65535.`)
  }
  // A listener on all addresses is also reached by the loopback address.
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  const name = reachable.includes(':') ? `[${reachable}]` : reachable
  return { host, port, url: `http://${name}:${port}` }
}

/** @throws StepFailed if the address is in use or not available */
export async function requireFreeAddress({ host, port }) {
  const server = createServer()
  const code = await new Promise((resolve) => {
    server.once('error', (error) => resolve(error.code))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
  if (code === undefined) return
  if (code === 'EADDRINUSE') {
    throw new StepFailed(`Port ${port} on ${host} is in use. Choose another with PORT.`)
  }
  if (code === 'EACCES') {
    throw new StepFailed(`Port ${port} may not be used by this user. Choose another with PORT.`)
  }
  throw new StepFailed(`HOST is "${host}"; expected an address of this machine (${code}).`)
}
