import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Env } from '#lib/env.ts'
import type { Upgrades } from '../listen.ts'
import { admitRequest } from './admit-request.ts'
import { upgradeListeners } from './node-listener.ts'

/** Hands upgrade requests to their listeners, after the checks that all requests pass. */
export function createUpgrades(env: () => Env): Upgrades {
  const listenerOf = ({ url = '' }: IncomingMessage) =>
    upgradeListeners().get(url.split('?', 1)[0] ?? '')
  return {
    isWanted: (incoming) =>
      incoming.headers.upgrade?.toLowerCase() === 'websocket' && listenerOf(incoming) !== undefined,
    take(incoming, connection, head) {
      const response = responseOn(incoming, connection)
      const listener = listenerOf(incoming)
      if (!listener) connection.destroy()
      else if (admitRequest(incoming, response, env())) listener(incoming, response, head)
    },
  }
}

/** A response for an upgrade request, which Node makes none for; it ends the connection. */
function responseOn(incoming: IncomingMessage, connection: Duplex): ServerResponse {
  // Node ends a connection after an error only if there is a listener; a lost client is no failure.
  connection.on('error', () => connection.destroy())
  const response = new ServerResponse(incoming)
  response.shouldKeepAlive = false
  response.assignSocket(connection as Socket)
  response.once('finish', () => connection.end())
  return response
}
