import { channel } from 'node:diagnostics_channel'
import type { DiagnosticsChannel } from 'undici'
import type { ConnectionUse } from '#lib/contracts/latency/timing.ts'
import { processWide } from '#lib/process-wide.ts'

type SendHeaders = Pick<DiagnosticsChannel.ClientSendHeadersMessage, 'socket'> & {
  request: { body?: unknown }
}

/** Undici's diagnostics report the socket of each request; a request is identified by its body. */
const uses = () =>
  processWide('connection-uses', () => {
    const usedSockets = new WeakSet<object>()
    const byBody = new WeakMap<object, ConnectionUse>()
    channel('undici:client:sendHeaders').subscribe((message) => {
      const { request, socket } = message as SendHeaders
      const use = usedSockets.has(socket) ? 'reused' : 'new'
      usedSockets.add(socket)
      if (Buffer.isBuffer(request.body)) byBody.set(request.body, use)
    })
    return byBody
  })

/** Begins to record the use of connections; before that every connection counts as new. */
export function watchConnections(): void {
  uses()
}

/**
 * Whether a request was the first on its connection, and so waited for it to open.
 * @param body the same object that was sent
 */
export function connectionUse(body: Buffer): ConnectionUse | undefined {
  return uses().get(body)
}
