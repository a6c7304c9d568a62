import { chatRoute } from '../chat/chat-route.ts'
import { prewarmRoute } from '../chat/prewarm-route.ts'
import { stopRoute } from '../chat/stop-route.ts'
import { streamRoute } from '../chat/stream-route.ts'
import type { EventStream } from '../http/event-stream.ts'
import type { RouteRequest } from '../http/route-request.ts'
import { chatBodyOf, type ResumeFrame, type SendFrame } from './client-frame.ts'

/** The routes that answer a socket's frames, each as the HTTP request that it stands for. */
export interface FrameRoutes {
  ask(frame: SendFrame | ResumeFrame, signal: AbortSignal): Promise<Response | EventStream>
  stop(chatId: string): Promise<unknown>
  prewarm(body: object): Promise<unknown>
}

/** A request of the same caller: with the cookie, origin and addresses of the handshake. */
export function createFrameRoutes({ headers }: Pick<RouteRequest, 'headers'>): FrameRoutes {
  const request = (
    method: string,
    path: string,
    more: { body?: object; signal?: AbortSignal },
  ) => ({
    method,
    url: `http://localhost${path}`,
    headers: {
      get: (name: string) =>
        name.toLowerCase() === 'content-type' ? 'application/json' : headers.get(name),
    },
    body: more.body ? bytesOf(more.body) : null,
    signal: more.signal ?? never,
  })
  const chatPath = (id: string) => `/api/chat/${encodeURIComponent(id)}`
  return {
    ask(frame, signal) {
      if (frame.type === 'send')
        return chatRoute.answer(request('POST', '/api/chat', { body: chatBodyOf(frame), signal }))
      const { id } = frame
      return streamRoute.answer(request('GET', `${chatPath(id)}/stream`, { signal }), { id })
    },
    stop: (id) => stopRoute.answer(request('POST', `${chatPath(id)}/stop`, {}), { id }),
    prewarm: (body) => prewarmRoute.answer(request('POST', '/api/prewarm', { body })),
  }
}

const never = new AbortController().signal

async function* bytesOf(body: object): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify(body))
}
