import type { Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { request as send } from 'undici'
import { completionBody } from './completion-body.ts'
import { type ProviderConnection, requestHeaders } from './connection.ts'
import { httpFailure, networkFailure } from './failure.ts'
import type { ModelEvent, ModelFailure, ModelRequest, StreamModel } from './model-port.ts'
import { readAnswer } from './read-answer.ts'

const longestErrorBody = 65_536
/** How long a connection may take to end by itself after the answer, so that it can be used again. */
const drainMs = 250

/** Chat Completions over our own pool: the hot path. See provider-faults in docs/decisions. */
export function createOpenAiCompatible(connection: ProviderConnection): StreamModel {
  const secrets = [connection.apiKey ?? '', ...Object.values(connection.headers)].filter(Boolean)
  let acceptsUsageOption = true

  return async function* streamModel(request, signal) {
    try {
      let response = await post(connection, request, acceptsUsageOption, signal)
      if (response.statusCode === 400 && acceptsUsageOption) {
        const failure = await readFailure(response, secrets)
        if (!/stream_options|include_usage/i.test(failure.message)) return yield asEvent(failure)
        acceptsUsageOption = false
        response = await post(connection, request, false, signal)
      }
      if (response.statusCode >= 300) return yield asEvent(await readFailure(response, secrets))
      yield { type: 'connected' }
      const body = decoded(response)
      try {
        yield* readAnswer(body, secrets)
      } finally {
        endLater(response.body)
      }
    } catch (error) {
      if (!signal.aborted) yield asEvent(networkFailure(error, secrets))
    }
  }
}

type ProviderResponse = Awaited<ReturnType<typeof send>>

function post(
  connection: ProviderConnection,
  request: ModelRequest,
  includeUsage: boolean,
  signal: AbortSignal,
): Promise<ProviderResponse> {
  return send(`${connection.baseUrl}/chat/completions`, {
    method: 'POST',
    dispatcher: connection.dispatcher,
    headers: { ...requestHeaders(connection), 'content-type': 'application/json' },
    body: JSON.stringify(completionBody(request, { includeUsage })),
    signal,
  })
}

async function readFailure(response: ProviderResponse, secrets: string[]): Promise<ModelFailure> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of decoded(response)) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestErrorBody) break
  }
  const retryAfter = response.headers['retry-after']
  return httpFailure(
    response.statusCode,
    typeof retryAfter === 'string' ? retryAfter : null,
    text,
    secrets,
  )
}

/** Some servers compress although they were not asked to. */
function decoded({ headers, body }: ProviderResponse): Readable {
  const encoding = String(headers['content-encoding'] ?? 'identity')
  const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
  const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
    gzip: () => createGunzip(flush),
    'x-gzip': () => createGunzip(flush),
    deflate: () => createInflate(flush),
    br: () => createBrotliDecompress(),
  }
  const decoder = decoders[encoding]?.()
  if (!decoder) return body
  body.on('error', (error) => decoder.destroy(error))
  return body.pipe(decoder)
}

/** Lets a connection that ends by itself go back to the pool, and closes one that does not. */
function endLater(body: Readable): void {
  if (body.destroyed || body.readableEnded) return
  body.on('error', () => undefined)
  const timer = setTimeout(() => body.destroy(), drainMs)
  timer.unref()
  body.once('close', () => clearTimeout(timer))
  body.resume()
}

function asEvent(failure: ModelFailure): ModelEvent {
  return { type: 'error', failure }
}
