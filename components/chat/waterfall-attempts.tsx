'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '#components/ui/class-names.ts'
import type { ModelAttempt } from '#lib/contracts/timing.ts'
import { reasonOf } from './attempt-reason.ts'
import { formatMs } from './format-ms.ts'

/** The models of a turn and their fates, as bars on the waterfall's time axis. */
export function WaterfallAttempts({
  attempts,
  fromMs,
  untilMs,
}: {
  attempts: ModelAttempt[]
  fromMs: number
  untilMs: number
}) {
  const t = useTranslations('chat.attempts')
  const percent = (ms: number) => `${(ms / (untilMs - fromMs)) * 100}%`
  return (
    <section className="mt-4 border-t pt-3" data-testid="attempts">
      <h4 className="font-semibold text-[13px]">{t('title')}</h4>
      <ol className="mt-2 flex flex-col gap-2.5 text-[13px]">
        {attempts.map((attempt) => {
          const { model, role, startMs, connectedMs = attempt.endMs, endMs, outcome } = attempt
          return (
            <li
              key={`${role}-${startMs}`}
              data-testid="attempt"
              data-role={role}
              data-outcome={outcome}
            >
              <div className="flex flex-wrap items-baseline gap-x-2">
                <span className="min-w-0 break-words font-medium">{model}</span>
                <span className="text-muted-foreground text-xs">
                  {t(role)} · {t('asked-at', { start: formatMs(startMs) })}
                </span>
              </div>
              <div aria-hidden className="relative my-1 h-4 rounded-sm bg-muted">
                <div
                  className={classNames(
                    'absolute inset-y-0 flex min-w-[3px] overflow-hidden rounded-sm',
                    outcome !== 'answered' && 'opacity-50',
                  )}
                  style={{
                    left: `min(${percent(startMs - fromMs)}, calc(100% - 3px))`,
                    width: percent(endMs - startMs),
                  }}
                >
                  <div className="bg-stage-wire" style={{ flexGrow: connectedMs - startMs }} />
                  <div
                    className={outcome === 'failed' ? 'bg-danger' : 'bg-stage-model'}
                    style={{ flexGrow: Math.max(endMs - connectedMs, 0.001) }}
                  />
                </div>
              </div>
              <Fate attempt={attempt} />
            </li>
          )
        })}
      </ol>
    </section>
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
