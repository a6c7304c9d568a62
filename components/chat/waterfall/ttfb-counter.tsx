'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { groupColours } from '#components/stage-colours.ts'
import { classNames } from '#components/ui/class-names.ts'
import { reasonOf } from '#lib/contracts/attempt-reason.ts'
import { groupOfStage, stageGroups } from '#lib/contracts/stage-groups.ts'
import type { StageName } from '#lib/contracts/timing.ts'
import type { LiveTurn } from '../open-chat/live-turn.ts'

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
  const hint = isLong && !isThinking && !attempt && hints.find((name) => name === stage)
  return (
    <div
      className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm"
      data-testid="ttfb"
    >
      <StageSteps stage={stage} />
      <span
        ref={figure}
        aria-hidden
        className="min-w-12 font-semibold tabular-nums"
        data-testid="ttfb-counter"
      >
        0.00 s
      </span>
      <span className="text-muted-foreground" data-testid="ttfb-stage" data-stage={stage}>
        {name}
      </span>
      {attempt && (
        <span
          role="status"
          className="w-full text-[13px] text-muted-foreground"
          data-testid="ttfb-attempt"
        >
          {attempt.role === 'hedge'
            ? t('attempts.live-hedge', { model: attempt.model })
            : t('attempts.live-fallback', {
                model: attempt.model,
                reason: t(`attempts.reasons.${reasonOf(attempt.after)}`),
              })}
        </span>
      )}
      {hint && (
        <span role="status" className="w-full text-[13px] text-muted-foreground">
          {t(`long-wait.${hint}`)}
        </span>
      )}
    </div>
  )
}

/** Whose turn it is, in the waterfall's colours: the browser, Lumos, the connection, the model. */
function StageSteps({ stage }: { stage: StageName | null }) {
  // The first token is the model's end; what follows is a matter of milliseconds.
  const isFlushed = stage === 'flush' || stage === 'paint'
  const current = isFlushed
    ? stageGroups.length
    : stageGroups.indexOf(groupOfStage[stage ?? 'request'])
  return (
    <span aria-hidden className="flex gap-0.5">
      {stageGroups.map((group, index) => (
        <span
          key={group}
          className={classNames(
            'h-2 w-4 first:rounded-l-full last:rounded-r-full',
            index <= current ? groupColours[group] : 'bg-muted',
            index === current && 'animate-dot',
          )}
        />
      ))}
    </span>
  )
}
