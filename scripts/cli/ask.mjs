import { randomUUID } from 'node:crypto'
import { readFrames } from './read-frames.mjs'

/** Asks one question in a temporary chat, which is deleted afterwards; times in milliseconds. */
export async function ask(client, agentId, text) {
  const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  const body = { id: randomUUID(), agentId, message, temporary: true }
  const sentAt = performance.now()
  const response = await client.open('POST', '/api/chat', body)
  const arrivals = []
  let timing = null
  let error = null
  for await (const { frame, at } of readFrames(response)) {
    if (frame.type === 'text-delta') arrivals.push(at - sentAt)
    if (frame.type === 'data-timing') timing = frame.data
    if (frame.type === 'error') error = frame.errorText
  }
  return {
    /** This client's wait: from the request to the arrival of the first text. */
    waitMs: arrivals[0] ?? null,
    totalMs: performance.now() - sentAt,
    chunks: arrivals.length,
    /** The number of distinct moments at which text arrived. */
    moments: new Set(arrivals.map((at) => Math.round(at))).size,
    /** From the first text to the last. */
    spreadMs: (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0),
    timing,
    error,
  }
}
