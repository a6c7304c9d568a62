import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { httpFailure, networkFailure } from '../failures/failure.ts'
import type { ModelEvent, ModelFailure, ModelRequest, StreamModel } from '../model-port.ts'
import { createTraitsBook, fitRequest, learnRefusal } from '../model-traits.ts'
import { bodyChunks } from '../network/body-chunks.ts'
import { decodedBody } from '../network/body-decoder.ts'
import {
  endpointOf,
  type ProviderConnection,
  requestHeaders,
  secretsOf,
} from '../network/connection.ts'
import { connectionUse } from '../network/connection-use.ts'
import { sendRequest } from '../network/send-request.ts'
import { type AnswerReader, createAnswerReader } from './answer-reader.ts'
import { completionBody, offeredTools } from './completion-body.ts'
import type { AnswerOptions } from './completion-reader.ts'

/** Longest wait for the end of the body after the finish reason. */
const graceMs = 2_000
/**
 * The same for servers that send a finish reason with every chunk, where it may not be the last.
 */
const doubtfulGraceMs = 15_000
const longestErrorBody = 65_536
/** Longest wait for the body of an error response. */
const errorBodyMs = 500
/** Time a connection has to end by itself after the answer, so that the pool can reuse it. */
const drainMs = 250
/** Longest wait after a tool call for the connection to return to the pool. */
const longestReturnMs = 50

/**
 * Chat Completions over the provider's own connection pool; part of the path to the first token.
 */
export function createOpenAiCompatible(connection: ProviderConnection): StreamModel {
  const secrets = secretsOf(connection)
  const traitsOf = createTraitsBook()
  const { hostname } = new URL(connection.baseUrl)

  return async function* streamModel(request, signal) {
    const traits = traitsOf(request.model)
    const maker = `${connection.baseUrl} ${request.model}`
    const bodyOf = (fitted: ModelRequest) =>
      Buffer.from(JSON.stringify(completionBody(fitted, traits, maker, hostname)))
    try {
      let fitted = fitRequest(request, traits)
      let body = bodyOf(fitted)
      let response = await post(connection, body, signal)
      const use = connectionUse(body)
      while (response.statusCode >= 300) {
        const failure = await readFailure(response, secrets)
        if (signal.aborted) return
        if (!learnRefusal(traits, failure, fitted)) return yield { type: 'error', failure }
        fitted = fitRequest(request, traits)
        body = bodyOf(fitted)
        response = await post(connection, body, signal)
      }
      const isWithoutTools = fitted.tools === undefined && request.tools !== undefined
      const tools = offeredTools(fitted)
      yield {
        type: 'connected',
        ...(use && { connection: use }),
        ...(isWithoutTools && { without: 'tools' as const }),
      }
      const options: AnswerOptions = {
        tools,
        maker,
        isReasoningFirst: traits.isReasoningFirst,
        mayBeEmpty: request.mayBeEmpty ?? false,
      }
      const reader = createAnswerReader(secrets, options)
      try {
        yield* readAnswer(reader, response, secrets, request.mostGraceMs, signal)
      } finally {
        // In `finally`, because a consumer that stops after the last event never resumes the
        // generator.
        traits.isReasoningFirst = reader.isReasoningFirst() ?? traits.isReasoningFirst
      }
    } catch (error) {
      if (!signal.aborted) yield { type: 'error', failure: networkFailure(error, secrets) }
    }
  }
}

type ProviderResponse = Awaited<ReturnType<typeof sendRequest>>

function post(
  connection: ProviderConnection,
  body: Buffer,
  signal: AbortSignal,
): Promise<ProviderResponse> {
  return sendRequest(endpointOf(connection.baseUrl, 'chat/completions'), {
    method: 'POST',
    dispatcher: connection.dispatcher,
    headers: { ...requestHeaders(connection), 'content-type': 'application/json' },
    body,
    signal,
  })
}

/**
 * Reads an answer to its end. A failure after the first byte becomes an event; earlier text
 * remains.
 */
async function* readAnswer(
  reader: AnswerReader,
  { headers, body }: ProviderResponse,
  secrets: string[],
  mostGraceMs: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  const stream = decodedBody(headers, body)
  const grace = createGrace(reader, body, mostGraceMs)
  let callsTools = false
  try {
    for await (const bytes of bodyChunks(stream)) {
      const events = reader.push(bytes)
      for (const event of events) {
        if (signal.aborted && !('delta' in event)) continue
        callsTools ||= event.type === 'tool-call'
        yield event
      }
      if (signal.aborted) return yield* reader.held()
      if (reader.isOver()) return
      grace.renew(events.length > 0)
    }
    yield* reader.end()
  } catch (error) {
    if (signal.aborted) return yield* reader.held()
    // The answer is complete after the finish reason, so a broken body is not a failure.
    yield* reader.isFinished() ? reader.end() : reader.abandon(networkFailure(error, secrets))
  } finally {
    grace.end()
    if (stream !== body) stream.destroy()
    if (reader.isOver()) endLater(body)
    else body.destroy()
    if (callsTools && !signal.aborted) await returned(body)
  }
}

/** Ends the body some time after the finish reason if the provider does not. */
function createGrace(reader: AnswerReader, body: Readable, mostMs = graceMs) {
  let timer: NodeJS.Timeout | undefined
  return {
    /** Comments and empty chunks do not extend the time. */
    renew(hasNews: boolean) {
      if (!reader.isFinished() || (timer && !hasNews)) return
      clearTimeout(timer)
      const ms = Math.min(reader.isDoubtful() ? doubtfulGraceMs : graceMs, mostMs)
      timer = setTimeout(() => body.destroy(new Error('left open')), ms)
    },
    end: () => clearTimeout(timer),
  }
}

async function readFailure(response: ProviderResponse, secrets: string[]): Promise<ModelFailure> {
  let text = ''
  const decoder = new TextDecoder()
  const { body } = response
  const limit = setTimeout(() => body.destroy(new Error('left open')), errorBodyMs)
  try {
    for await (const chunk of bodyChunks(decodedBody(response.headers, body))) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > longestErrorBody) break
    }
  } catch {
    // The status and the text received so far say more than the failure of the body.
  } finally {
    clearTimeout(limit)
    body.destroy()
  }
  const retryAfter = response.headers['retry-after']
  const wait = typeof retryAfter === 'string' ? retryAfter : null
  return httpFailure(response.statusCode, wait, text, secrets)
}

/** Returns a connection that ends by itself to the pool, and closes any other. */
function endLater(body: Readable): void {
  if (body.destroyed || body.readableEnded) return
  const timer = setTimeout(() => body.destroy(), drainMs)
  timer.unref()
  body.once('close', () => clearTimeout(timer))
  body.resume()
}

/** Resolves when the connection is back in the pool, so that the next request can reuse it. */
async function returned(body: Readable): Promise<void> {
  const stillOpen = () => undefined
  const limit = AbortSignal.timeout(longestReturnMs)
  if (!body.closed) await once(body, 'close', { signal: limit }).catch(stillOpen)
  await nextLoopTurn()
}
