'use client'

import { useTranslations } from 'next-intl'
import { groupColours } from '#components/stage-colours.ts'
import { formatMs } from '#lib/contracts/format-ms.ts'
import { groupTimes } from '#lib/contracts/stage-groups.ts'
import type { Stage, TurnTiming } from '#lib/contracts/timing.ts'

/** The wait as one figure, in one sentence, and as one bar of whose time it was. */
export function WaterfallSummary({ timing, stages }: { timing: TurnTiming; stages: Stage[] }) {
  const t = useTranslations('chat.waterfall')
  const { ttfbMs } = timing
  const groups = groupTimes(stages)
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {ttfbMs === null ? (
          <span className="font-semibold text-lg">{t('no-answer')}</span>
        ) : (
          <>
            <span className="font-semibold text-3xl tabular-nums tracking-tight">
              {formatMs(ttfbMs)}
            </span>
            <span className="text-muted-foreground text-sm">{t('to-first-token')}</span>
          </>
        )}
      </p>
      <Verdict timing={timing} />
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
          <li key={group} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${groupColours[group]}`} />
            <span className="text-muted-foreground">{t(`groups.${group}`)}</span>
            <span className="font-medium tabular-nums">{formatMs(ms)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The stage that took most of the wait, in a sentence; and whether it was spent thinking. */
function Verdict({ timing: { ttfbMs, stages, reasoningMs } }: { timing: TurnTiming }) {
  const t = useTranslations('chat.waterfall')
  if (ttfbMs === null || ttfbMs <= 0 || stages.length === 0) return null
  const { name, startMs, endMs } = stages.reduce((a, b) =>
    b.endMs - b.startMs > a.endMs - a.startMs ? b : a,
  )
  const share = Math.round(Math.min(1, (endMs - startMs) / ttfbMs) * 100)
  const hasThought = name === 'model' && reasoningMs !== undefined && reasoningMs < ttfbMs
  return (
    <p className="mt-0.5 text-pretty text-sm leading-6">
      {t('verdict', { share, stage: t(`because.${name}`) })}
      {hasThought &&
        ` ${t('thought', { silence: formatMs(Math.max(0, reasoningMs - startMs)), time: formatMs(ttfbMs - reasoningMs) })}`}
    </p>
  )
}
