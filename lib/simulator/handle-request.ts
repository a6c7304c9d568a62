import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { answerChat } from './answer-chat.ts'
import { answerEmbeddings } from './answer-embeddings.ts'
import { ApiError } from './api-error.ts'
import type { Exchange, SimulatorContext } from './exchange.ts'
import { readJson, sendJson } from './http-json.ts'
import { listModels } from './list-models.ts'

export function createRequestHandler(context: SimulatorContext): RequestListener {
  let count = 0

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator')
    if (searchParams.has('redirected')) context.statistics.redirectFollowed()
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead && pathname === '/v1/models') {
      return sendJson(response, 200, listModels(context.listed))
    }
    if (isRead && pathname === '/stats') return sendJson(response, 200, context.statistics.read())
    const answerWith = request.method === 'POST' ? answers[pathname] : undefined
    if (!answerWith) {
      throw new ApiError(404, `Unknown request URL: ${request.method} ${pathname}.`, {
        code: 'unknown_url',
      })
    }
    const startedAt = performance.now()
    const body = await readJson(request)
    count += 1
    const counted = countExchange(context, response)
    answerWith({ request, response, body, count, startedAt, ...counted }, context)
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error))
  }
}

const answers: Record<string, (exchange: Exchange, context: SimulatorContext) => void> = {
  '/v1/chat/completions': answerChat,
  '/v1/embeddings': answerEmbeddings,
}

function countExchange({ statistics }: SimulatorContext, response: ServerResponse) {
  let isBroken = false
  return {
    begin(model: string) {
      const end = statistics.start(model)
      response.once('close', () => {
        if (isBroken || response.statusCode >= 400) end('failed')
        else end(response.writableFinished ? 'completed' : 'aborted')
      })
    },
    breakOff() {
      isBroken = true
    },
  }
}

function sendError(response: ServerResponse, error: unknown) {
  if (response.destroyed) return
  if (response.headersSent) {
    response.destroy()
    return
  }
  const refusal =
    error instanceof ApiError
      ? error
      : new ApiError(500, `The simulator failed: ${String(error)}`, { type: 'server_error' })
  sendJson(response, refusal.status, refusal.toBody())
}
