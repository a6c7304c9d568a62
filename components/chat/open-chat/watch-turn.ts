import type { UIMessageChunk } from 'ai'
import type { MessageMetadata } from '#lib/contracts/chat/chat.ts'
import type {
  AttemptStart,
  BrowserTiming,
  StageName,
  TurnTiming,
} from '#lib/contracts/latency/timing.ts'
import { type LiveTurn, measureTurn } from './live-turn.ts'

/** Longest time that the end of a very short answer waits for the first paint, milliseconds. */
const paintPatienceMs = 1_000

/** Records the times of a turn as the frames of its stream arrive. */
export function watchTurn(
  turn: LiveTurn,
  on: {
    start: (turnId: string | undefined) => void
    firstText: () => void
    measured: (timing: TurnTiming, browser: BrowserTiming) => void
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
      } else if (chunk.type === 'text-delta' && turn.firstTextAt === null && isVisible(chunk)) {
        turn.firstTextAt = performance.now()
        on.firstText()
      }
      const metadata =
        chunk.type === 'message-metadata' ? asMetadata(chunk.messageMetadata) : undefined
      const timing = metadata?.timing
      if (!timing || timing.ttfbMs === null || turn.isJoined) return controller.enqueue(chunk)
      const endedAt = performance.now()
      await untilPainted(turn)
      const browser = measureTurn(turn, timing.ttfbMs, endedAt)
      // Sent together with the server's figures, so that the label shows the wait at once.
      controller.enqueue({ type: 'message-metadata', messageMetadata: { ...metadata, browser } })
      on.measured(timing, browser)
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
  if (turn.isJoined) turn.sentAt = performance.now() - waitedElsewhereMs(receivedAt, sentAt)
}

/**
 * No turn takes longer: a larger difference means that the clocks of browser and server disagree.
 */
const longestTurnMs = 3_600_000

/**
 * Elapsed time of a turn started by another page, milliseconds. If the clocks disagree, the
 * server's part only.
 */
function waitedElsewhereMs(receivedAt: number, sentAt: number): number {
  const sinceMs = Date.now() - receivedAt
  return sinceMs >= 0 && sinceMs < longestTurnMs ? sinceMs : sentAt - receivedAt
}

async function untilPainted(turn: LiveTurn): Promise<void> {
  const isSettled = turn.paint === 'done' || turn.paint === 'missed'
  if (turn.firstTextAt === null || isSettled || document.visibilityState !== 'visible') return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, paintPatienceMs)
    turn.onPaint = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  turn.onPaint = null
}

/** Models may begin with blank lines, which are not visible. */
function isVisible({ delta }: { delta: string }): boolean {
  return /\S/.test(delta)
}

/** Not validated: the metadata comes from Lumos' own server. */
function asMetadata(value: unknown): MessageMetadata {
  return (value ?? {}) as MessageMetadata
}
