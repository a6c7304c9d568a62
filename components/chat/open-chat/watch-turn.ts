import type { UIMessageChunk } from 'ai'
import type { MessageMetadata } from '#lib/contracts/chat.ts'
import type { AttemptStart, BrowserTiming, StageName } from '#lib/contracts/timing.ts'
import { type LiveTurn, measureTurn } from './live-turn.ts'

/** How long the end of a very short answer waits for its first text to be painted. */
const paintPatienceMs = 120

/** Reads the times of a turn off its stream, as its frames arrive. */
export function watchTurn(
  turn: LiveTurn,
  on: {
    start: (turnId: string | undefined) => void
    firstText: () => void
    measured: (turnId: string, browser: BrowserTiming) => void
  },
): TransformStream<UIMessageChunk, UIMessageChunk> {
  let prefixChars = 0
  return new TransformStream({
    async transform(chunk, controller) {
      turn.firstFrameAt ??= performance.now()
      if (chunk.type === 'start') {
        const metadata = asMetadata(chunk.messageMetadata)
        noteStart(turn, metadata)
        prefixChars = metadata.keptChars ?? 0
        on.start(metadata.turnId)
      }
      if (chunk.type === 'data-stage') noteStage(turn, chunk.data as StageChange)
      if (chunk.type === 'data-attempt') turn.attempt = chunk.data as AttemptStart
      if (prefixChars > 0 && (chunk.type === 'text-delta' || chunk.type === 'reasoning-delta')) {
        prefixChars -= chunk.delta.length
      } else if (chunk.type === 'text-delta' && turn.firstTextAt === null) {
        turn.firstTextAt = performance.now()
        on.firstText()
      }
      controller.enqueue(chunk)
      const timing =
        chunk.type === 'message-metadata' ? asMetadata(chunk.messageMetadata).timing : undefined
      if (!timing || timing.ttfbMs === null) return
      await untilPainted(turn)
      const browser = measureTurn(turn, timing.ttfbMs)
      const messageMetadata: MessageMetadata = { browser }
      controller.enqueue({ type: 'message-metadata', messageMetadata })
      on.measured(timing.turnId, browser)
    },
  })
}

type StageChange = { name: StageName; endMs: number | null }

function noteStage(turn: LiveTurn, { name, endMs }: StageChange): void {
  if (endMs === null) turn.stage = name
}

function noteStart(turn: LiveTurn, { receivedAt, sentAt }: MessageMetadata): void {
  if (receivedAt === undefined || sentAt === undefined) return
  turn.serverMs = sentAt - receivedAt
  // The wait goes on from where it was, as far as the two clocks agree.
  if (turn.isJoined) turn.sentAt = performance.now() - Math.max(0, Date.now() - receivedAt)
}

async function untilPainted(turn: LiveTurn): Promise<void> {
  const isPaintDue = turn.firstTextAt !== null && turn.paintedAt === null
  if (!isPaintDue || document.visibilityState !== 'visible') return
  await new Promise((resolve) => setTimeout(resolve, paintPatienceMs))
}

/** Our own server wrote it. */
function asMetadata(value: unknown): MessageMetadata {
  return (value ?? {}) as MessageMetadata
}
