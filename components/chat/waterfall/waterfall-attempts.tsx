'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '#components/ui/class-names.ts'
import { reasonOf } from '#lib/contracts/latency/attempt-reason.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelAttempt } from '#lib/contracts/latency/timing.ts'
import type { TimeAxis } from './time-axis.ts'
import { WaterfallBar } from './waterfall-bar.tsx'

/**
 * The models asked in a turn and their outcomes, as rows of the waterfall's table on its time axis.
 */
export function WaterfallAttempts({
  attempts,
  axis,
}: {
  attempts: ModelAttempt[]
  axis: TimeAxis
}) {
  const t = useTranslations('chat.attempts')
  return (
    <tbody data-testid="attempts">
      <tr>
        <th colSpan={3} scope="rowgroup" className="pt-4 pb-1 text-left font-semibold">
          {t('title')}
        </th>
      </tr>
      {attempts.map((attempt) => (
        <Attempt key={`${attempt.role}-${attempt.startMs}`} attempt={attempt} axis={axis} />
      ))}
    </tbody>
  )
}

function Attempt({ attempt, axis }: { attempt: ModelAttempt; axis: TimeAxis }) {
  const t = useTranslations('chat.attempts')
  const { model, role, startMs, connectedMs = attempt.endMs, endMs, outcome } = attempt
  return (
    <tr className="align-top" data-testid="attempt" data-role={role} data-outcome={outcome}>
      <th
        scope="row"
        className="w-24 whitespace-nowrap pr-3 text-left font-normal text-muted-foreground leading-6"
      >
        {t(`roles.${role}`)}
      </th>
      <td className="w-full pb-2">
        <WaterfallBar
          axis={axis}
          startMs={startMs}
          endMs={endMs}
          className={outcome === 'answered' ? '' : 'opacity-50'}
        >
          <div className="bg-stage-wire" style={{ flexGrow: connectedMs - startMs }} />
          <div
            className={outcome === 'failed' ? 'bg-danger' : 'bg-stage-model'}
            style={{ flexGrow: Math.max(endMs - connectedMs, 0.001) }}
          />
        </WaterfallBar>
        <p className="flex flex-wrap gap-x-2">
          <span className="wrap-anywhere min-w-0 font-medium">{model}</span>
          <span className="text-muted-foreground text-xs leading-5">
            {role !== 'first' && `${t(role)} · `}
            {t('asked-at', { start: formatMs(startMs) })}
          </span>
        </p>
        <Fate attempt={attempt} />
      </td>
      <td className="whitespace-nowrap pl-3 text-right text-muted-foreground tabular-nums leading-6">
        {formatMs(endMs - startMs)}
      </td>
    </tr>
  )
}

function Fate({ attempt: { outcome, reason, startMs, endMs } }: { attempt: ModelAttempt }) {
  const t = useTranslations('chat.attempts')
  const time = formatMs(endMs - startMs)
  const words =
    outcome !== 'failed'
      ? t(outcome, { time })
      : t(reason === 'circuit-open' ? 'failed-at-once' : 'failed', {
          time,
          reason: t(`reasons.${reasonOf(reason)}`),
        })
  return (
    <p
      className={classNames(
        'text-xs',
        outcome === 'failed' ? 'text-danger' : 'text-muted-foreground',
      )}
    >
      {words}
    </p>
  )
}
