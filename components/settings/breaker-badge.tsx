'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { BreakerState } from '#lib/contracts/models/breaker.ts'

/** Marks a model that is skipped at the moment, because its circuit breaker is open. */
export function BreakerBadge({ breaker }: { breaker: BreakerState | undefined }) {
  const t = useTranslations('settings.models')
  const format = useFormatter()
  if (!breaker || breaker.state === 'closed') return null
  const { state, nextTrialAt } = breaker
  const time = nextTrialAt && format.dateTime(new Date(nextTrialAt), { timeStyle: 'medium' })
  return (
    <span
      title={time ? t('openHelp', { time }) : undefined}
      data-testid="breaker"
      data-state={state}
    >
      <Badge tone="danger">{t(state)}</Badge>
    </span>
  )
}
