'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { reasonOf } from './attempt-reason.ts'
import type { LiveTurn } from './live-turn.ts'

const longWaitMs = 5_000
/** Stages that are the provider's to end. */
const hints = ['connect', 'model'] as const

/**
 * Counts the wait for the first token, frame by frame, and names the stage. The figure is written
 * into the page directly: rendering at every frame would cost what we measure.
 */
export function TtfbCounter({ live, isThinking }: { live: LiveTurn; isThinking: boolean }) {
  const t = useTranslations('chat')
  const figure = useRef<HTMLSpanElement>(null)
  const [stage, setStage] = useState(live.stage)
  const [isLong, setIsLong] = useState(false)
  const [attempt, setAttempt] = useState(live.attempt)

  useEffect(() => {
    let frame = 0
    const tick = () => {
      const waitedMs = performance.now() - (live.sentAt ?? performance.now())
      if (figure.current) figure.current.textContent = `${(waitedMs / 1000).toFixed(2)} s`
      setStage(live.stage)
      setAttempt(live.attempt)
      setIsLong(waitedMs > longWaitMs)
      frame = requestAnimationFrame(tick)
    }
    frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  }, [live])

  const name = isThinking
    ? t('stages.thinking')
    : t(`stages.${stage && stage !== 'paint' ? stage : 'request'}`)
  const hint = isLong && !isThinking && !attempt && hints.find((known) => known === stage)
  return (
    <div
      className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm"
      data-testid="ttfb"
    >
      <span aria-hidden className="animate-dot size-2 rounded-full bg-accent" />
      <span
        ref={figure}
        aria-hidden
        className="min-w-14 font-medium font-mono text-[13px] tabular-nums"
        data-testid="ttfb-counter"
      >
        0.00 s
      </span>
      <span className="text-muted-foreground" data-testid="ttfb-stage" data-stage={stage}>
        {name}
      </span>
      {attempt && (
        <span role="status" className="text-muted-foreground" data-testid="ttfb-attempt">
          ·{' '}
          {attempt.role === 'hedge'
            ? t('attempts.live-hedge', { model: attempt.model })
            : t('attempts.live-fallback', {
                model: attempt.model,
                reason: t(`attempts.reasons.${reasonOf(attempt.after)}`),
              })}
        </span>
      )}
      {hint && (
        <span role="status" className="text-muted-foreground">
          · {t(`long-wait.${hint}`)}
        </span>
      )}
    </div>
  )
}
