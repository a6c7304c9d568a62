import type { Readable } from 'node:stream'
import { type CompletionReader, createCompletionReader } from './completion-reader.ts'
import { networkFailure, redact } from './failure.ts'
import type { ModelEvent } from './model-port.ts'
import { createSsePayloads, type SsePayload } from './sse-payloads.ts'

/** A provider that has given its finish reason but neither `[DONE]` nor the end is waited for no longer. */
const graceMs = 2_000
/** Bytes of one answer, at most: an endless one is cut here. */
const outputCap = 16 * 1024 * 1024

/** Reads an answer's bytes to its end. Failures after the first byte are events, text before them stays. */
export async function* readAnswer(body: Readable, secrets: string[]): AsyncGenerator<ModelEvent> {
  const reader = createCompletionReader(secrets)
  const payloads = createSsePayloads()
  const decoder = new TextDecoder()
  let document: string | undefined
  let isFirst = true
  let bytes = 0
  try {
    for await (const chunk of untilGraceEnds(body, reader)) {
      bytes += chunk.length
      let text = decoder.decode(chunk, { stream: true })
      if (isFirst) {
        text = text.trimStart()
        if (text === '') continue
        isFirst = false
        // Not events but one JSON document, or a page.
        if (text.startsWith('{') || text.startsWith('<')) document = ''
      }
      if (bytes > outputCap) return yield capReached()
      if (document !== undefined) document += text
      else if (yield* passOn(payloads.push(text), reader, secrets)) return
    }
  } catch (error) {
    // A socket that breaks after the finish reason took nothing away.
    if (!reader.isFinished())
      return yield { type: 'error', failure: networkFailure(error, secrets) }
  }
  if (document !== undefined) return yield* readDocument(document, reader, secrets)
  if (yield* passOn(payloads.end(), reader, secrets)) return
  if (isFirst) return yield badResponse('The provider sent an empty answer.')
  yield* reader.end(false)
}

/** @returns true when the answer is over */
function* passOn(
  payloads: SsePayload[],
  reader: CompletionReader,
  secrets: string[],
): Generator<ModelEvent, boolean> {
  for (const payload of payloads) {
    if (payload.kind === 'done') {
      yield* reader.end(true)
      return true
    }
    if (payload.kind === 'broken') {
      const excerpt = redact(payload.text.slice(0, 200), secrets)
      yield badResponse(`The provider sent a line that cannot be read: ${excerpt}`)
      return true
    }
    for (const event of reader.read(payload.value)) {
      yield event
      if (event.type === 'error') return true
    }
  }
  return false
}

/** One JSON completion though a stream was asked for, an error with status 200, or a web page. */
function* readDocument(
  text: string,
  reader: CompletionReader,
  secrets: string[],
): Generator<ModelEvent> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    const words = text
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 200)
    return yield badResponse(
      `The provider answered with a page instead of a completion. Check its base URL. It says: ${redact(words, secrets)}`,
    )
  }
  const events = reader.read(json)
  yield* events
  if (!events.some(({ type }) => type === 'error')) yield* reader.end(true)
}

/** The body's chunks; after the finish reason at most `graceMs` longer. */
async function* untilGraceEnds(body: Readable, reader: CompletionReader): AsyncGenerator<Buffer> {
  let timer: NodeJS.Timeout | undefined
  try {
    for await (const chunk of body) {
      yield chunk
      if (reader.isFinished()) timer ??= setTimeout(() => body.destroy(), graceMs)
    }
  } catch (error) {
    const isGraceOver = timer !== undefined && body.destroyed && reader.isFinished()
    if (!isGraceOver) throw error
  } finally {
    clearTimeout(timer)
  }
}

function capReached(): ModelEvent {
  return {
    type: 'error',
    failure: {
      code: 'output-cap',
      message: `The answer was longer than ${outputCap / 1_048_576} MB and was cut.`,
      retryable: false,
    },
  }
}

function badResponse(message: string): ModelEvent {
  return { type: 'error', failure: { code: 'provider-bad-response', message, retryable: true } }
}
