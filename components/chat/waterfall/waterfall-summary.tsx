'use client'

import { useTranslations } from 'next-intl'
import { groupColours } from '#components/stage-colours.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { groupParts, largestPart, type TurnWait } from '#lib/contracts/latency/wait.ts'

/** The wait as one figure, as one sentence, and as one bar divided by its causes. */
export function WaterfallSummary({ timing, wait }: { timing: TurnTiming; wait: TurnWait }) {
  const t = useTranslations('chat.waterfall')
  const { basis, totalMs, parts } = wait
  const groups = groupParts(parts)
  return (
    <div data-testid="wait-summary" data-basis={basis} data-total-ms={totalMs}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {basis === 'turn' ? (
          <span className="font-semibold text-lg">{t('no-answer')}</span>
        ) : (
          <>
            <span className="font-semibold text-3xl tabular-nums tracking-tight">
              {formatMs(totalMs)}
            </span>
            <span className="text-muted-foreground text-sm">{t(`counts.${basis}`)}</span>
          </>
        )}
      </p>
      {basis === 'wait' && timing.ttfbMs !== null && (
        <p className="text-muted-foreground text-sm leading-6">
          {t('ttfb-part', { time: formatMs(timing.ttfbMs) })}
        </p>
      )}
      <Verdict timing={timing} wait={wait} />
      <div aria-hidden className="mt-3 flex h-2.5 gap-0.5 overflow-hidden rounded-full">
        {groups.map(({ group, ms }) => (
          <div
            key={group}
            className={`min-w-1 ${groupColours[group]}`}
            style={{ flexGrow: Math.max(ms, 0.001) }}
          />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {groups.map(({ group, ms }) => (
          <li
            key={group}
            className="flex items-center gap-1.5"
            data-testid="wait-group"
            data-group={group}
            data-ms={ms}
          >
            <span aria-hidden className={`size-2 rounded-full ${groupColours[group]}`} />
            <span className="text-muted-foreground">{t(`groups.${group}`)}</span>
            <span className="font-medium tabular-nums">{formatMs(ms)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The largest part of the wait in a sentence, and whether the model was reasoning in it. */
function Verdict({ timing, wait }: { timing: TurnTiming; wait: TurnWait }) {
  const t = useTranslations('chat.waterfall')
  const { ttfbMs, reasoningMs, stages } = timing
  const largest = largestPart(wait)
  if (!largest) return null
  const share = Math.round(largest.share * 100)
  const model = stages.find(({ name }) => name === 'model')
  // By the server's clock, as in the label above the reasoning: the paint time of reasoning text
  // does not measure the model.
  const hasThought =
    largest.name === 'model' &&
    model !== undefined &&
    reasoningMs !== undefined &&
    ttfbMs !== null &&
    reasoningMs < ttfbMs
  return (
    <p className="mt-0.5 text-pretty text-sm leading-6" data-testid="verdict">
      {t(`verdict.${wait.basis}`, { share, stage: t(`because.${largest.name}`) })}
      {hasThought &&
        ` ${t('thought', {
          silence: formatMs(Math.max(0, reasoningMs - model.startMs)),
          time: formatMs(ttfbMs - reasoningMs),
        })}`}
    </p>
  )
}
