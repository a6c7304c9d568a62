import { eventsOf } from '#lib/agent/message-builder.ts'
import { createEventEncoder, type EventEncoder } from '#lib/runs/event-encoder.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/**
 * The frames with which a run repeats what its message has already, for readers that never saw it.
 */
export function replayFrames(
  encoder: EventEncoder,
  { prefix, answered }: Pick<ReplayedTurn, 'prefix' | 'answered'>,
): string {
  const frames = eventsOf(prefix ?? []).map((event) => encoder.encode(event))
  // The answers to approvals come after the step that asked for them.
  if (answered) {
    const usage = { inputTokens: null, outputTokens: null }
    frames.push(encoder.encode({ type: 'step-completed', finishReason: 'approval', usage }))
  }
  return frames.join('')
}

type ReplayedTurn = Pick<PreparedTurn, 'agent' | 'prefix' | 'answered'>

const frameEnd = Buffer.from('\n\n')

/**
 * The stream for the client that answered approvals: it adds to its own copy of the message, so the
 * replay after the first frame is left out.
 */
export async function* withoutReplay(
  events: AsyncIterable<Uint8Array>,
  turn: ReplayedTurn,
): AsyncGenerator<Uint8Array> {
  let toSkip = Buffer.byteLength(replayFrames(createEventEncoder(turn.agent.streaming), turn))
  let isStarted = false
  for await (const chunk of events) {
    let rest = Buffer.from(chunk)
    if (!isStarted) {
      const end = rest.indexOf(frameEnd) + frameEnd.length
      isStarted = end >= frameEnd.length
      if (!isStarted) {
        yield rest
        continue
      }
      yield withoutKeptChars(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
    const skipped = Math.min(toSkip, rest.length)
    toSkip -= skipped
    if (rest.length > skipped) yield rest.subarray(skipped)
  }
}

/** Readers take `keptChars` for text that follows. */
function withoutKeptChars(frame: Buffer): Buffer {
  return Buffer.from(frame.toString().replace(/,"keptChars":\d+/, ''))
}
