import { createFirstTokenClock } from '#lib/agent/first-token-clock.ts'
import type { ProbeRun } from '#lib/contracts/models/probe.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import type { ModelRequest, StreamModel } from '#lib/providers/model-port.ts'

/**
 * Measures one answer with the same clock as turns. Never throws.
 * @returns null if the signal ended it
 */
export async function probeModel(
  streamModel: StreamModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<ProbeRun | { failure: string } | null> {
  const stages = createStageClock()
  const clock = createFirstTokenClock(stages)
  let outputTokens: number | null = null
  clock.requestSent()
  for await (const event of streamModel(request, signal)) {
    if (event.type === 'connected') clock.connected()
    else if (event.type === 'reasoning-delta') clock.reasoningArrived(event.chunks)
    else if (event.type === 'text-delta') {
      clock.textArrived()
      clock.textFlushed(event.chunks)
    } else if (event.type === 'error') return { failure: event.failure.message }
    else if (event.type === 'finish') outputTokens = event.usage.outputTokens
  }
  if (signal.aborted) return null
  const ttfbMs = clock.ttfbMs()
  if (ttfbMs === null) return { failure: 'The model answered without any text.' }
  const connect = stages.stages().find(({ name }) => name === 'connect')
  const reasoningMs = clock.reasoningMs()
  return {
    ttfbMs,
    connectMs: connect ? connect.endMs - connect.startMs : 0,
    ...(reasoningMs !== undefined && { reasoningMs }),
    tokensPerSecond: clock.tokensPerSecond(outputTokens),
  }
}
