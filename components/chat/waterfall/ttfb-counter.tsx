'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { reasonOf } from '#lib/contracts/latency/attempt-reason.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { StageName } from '#lib/contracts/latency/timing.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { type LiveTurn, waitedMs } from '../open-chat/live-turn.ts'
import { LongWaitNote } from './long-wait-note.tsx'
import { StageSteps } from './stage-steps.tsx'

/**
 * Counts the wait at every frame and names the stage. It stops when the first text is painted, at
 * the figure that the answer's label shows afterwards. The figure is written to the DOM directly,
 * because rendering at every frame would add to the wait being measured.
 */
export function TtfbCounter({
  live,
  isThinking,
  hasText,
  ttfb,
}: {
  live: LiveTurn
  isThinking: boolean
  hasText: boolean
  /** The usual TTFB of the model that is asked. */
  ttfb: ModelInfo['ttfb']
}) {
  const figure = useRef<HTMLSpanElement>(null)
  const { stage, attempt, waitMs, isMissed, sinceMs } = useLiveWait(live, figure)
  // The wait of a turn is unknown if its first text was painted while the page was hidden, or if
  // another page started it.
  if (hasText && (isMissed || live.isJoined)) return null
  const isOver = waitMs !== null
  return (
    <div
      className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm"
      data-testid="ttfb"
      data-wait-ms={waitMs ?? undefined}
    >
      <StageSteps stage={isOver ? 'paint' : stage} />
      <span
        ref={figure}
        aria-hidden
        className="min-w-12 font-semibold tabular-nums"
        data-testid="ttfb-counter"
      >
        0.00 s
      </span>
      <StageText live={live} stage={stage} isThinking={isThinking} isOver={isOver} />
      {attempt && !isOver && <AttemptNote attempt={attempt} />}
      {!isOver && !isThinking && !attempt && (
        <LongWaitNote stage={stage} sinceMs={sinceMs} ttfb={ttfb} />
      )}
    </div>
  )
}

/**
 * Step of the wait in which the note beside the figure is updated, milliseconds; a smaller one
 * would render more often.
 */
const noteEveryMs = 500

/** The turn's state at this frame. The figure's text is written to the DOM separately. */
function useLiveWait(live: LiveTurn, figure: React.RefObject<HTMLSpanElement | null>) {
  const [stage, setStage] = useState(live.stage)
  const [attempt, setAttempt] = useState(live.attempt)
  const [waitMs, setWaitMs] = useState<number | null>(null)
  const [isMissed, setIsMissed] = useState(false)
  const [sinceMs, setSinceMs] = useState(0)
  useEffect(() => {
    let frame = 0
    const tick = () => {
      const whole = waitedMs(live)
      const now = performance.now()
      const sofarMs = now - (live.sentAt ?? now)
      const text = whole === null ? `${(sofarMs / 1000).toFixed(2)} s` : formatMs(whole)
      if (figure.current) figure.current.textContent = text
      setStage(live.stage)
      setAttempt(live.attempt)
      setWaitMs(whole)
      setIsMissed(live.paint === 'missed')
      setSinceMs(Math.floor(sofarMs / noteEveryMs) * noteEveryMs)
      frame = whole === null ? requestAnimationFrame(tick) : 0
    }
    frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  }, [live, figure])
  return { stage, attempt, waitMs, isMissed, sinceMs }
}

function StageText({
  live,
  stage,
  isThinking,
  isOver,
}: {
  live: LiveTurn
  stage: StageName | null
  isThinking: boolean
  isOver: boolean
}) {
  const t = useTranslations('chat')
  const isServers = stage !== null && stage !== 'paint' && stage !== 'response'
  const { thoughtPaintedAt, sentAt } = live
  const thoughtMs = thoughtPaintedAt === null ? null : thoughtPaintedAt - (sentAt ?? 0)
  return (
    <span className="text-muted-foreground" data-testid="ttfb-stage" data-stage={stage}>
      {isOver
        ? t('waited-until-text')
        : isThinking
          ? t('stages.thinking')
          : t(`stages.${isServers ? stage : 'request'}`)}
      {thoughtMs !== null && !live.isJoined && (
        <span className="tabular-nums" data-testid="first-thought">
          {' · '}
          {t('first-thought-after', { time: formatMs(thoughtMs) })}
        </span>
      )}
    </span>
  )
}

function AttemptNote({ attempt }: { attempt: NonNullable<LiveTurn['attempt']> }) {
  const t = useTranslations('chat.attempts')
  const { role, model, after } = attempt
  return (
    <span
      role="status"
      className="w-full text-[13px] text-muted-foreground"
      data-testid="ttfb-attempt"
    >
      {role === 'hedge'
        ? t('live-hedge', { model })
        : t('live-fallback', { model, reason: t(`reasons.${reasonOf(after)}`) })}
    </span>
  )
}
