import { createHash } from 'node:crypto'
import { unknownModel } from '../api-error.ts'
import type { Exchange, SimulatorContext } from '../exchange.ts'
import { createFaultResponse } from './fault-response.ts'
import { findFault } from './faults.ts'

/** Limit of conversations whose attempts are remembered. */
const rememberedLimit = 1_000
const attempts = new WeakMap<SimulatorContext, Map<string, number>>()

/**
 * Responds with a fault.
 * @throws ApiError 404 for an unknown fault
 */
export function runFault(
  name: string,
  exchange: Exchange,
  context: SimulatorContext,
  timeScale: number,
): void {
  const fault = findFault(name)
  if (!fault) throw unknownModel(`fault:${name}`)
  const response = createFaultResponse(exchange, context, {
    timeScale,
    attempt: countAttempt(context, exchange.body),
  })
  fault.respond(response).catch((error: unknown) => {
    if (response.left.aborted) return
    exchange.breakOff()
    exchange.response.destroy(error instanceof Error ? error : new Error(String(error)))
  })
}

function countAttempt(context: SimulatorContext, body: unknown): number {
  const counts = attempts.get(context) ?? new Map<string, number>()
  attempts.set(context, counts)
  const key = createHash('sha256').update(JSON.stringify(body)).digest('base64')
  const attempt = counts.get(key) ?? 0
  counts.set(key, attempt + 1)
  const oldest = counts.keys().next().value
  if (counts.size > rememberedLimit && oldest !== undefined) counts.delete(oldest)
  return attempt
}
