'use client'

import { useTranslations } from 'next-intl'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { probeOutputTokens } from '#lib/contracts/models/probe.ts'

/** Estimated tokens of a run's question and answer, for models without reasoning. */
const usualTokens = 120
const charsPerToken = 4

/** The estimated cost of a probe, shown before it begins. */
export function CostNote({
  ids,
  models,
  runs,
  promptChars,
}: {
  ids: string[]
  models: ModelInfo[]
  runs: number
  promptChars: number
}) {
  const t = useTranslations('settings.probe')
  const simulated = new Set(models.filter((model) => model.simulated).map(({ id }) => id))
  const names = new Set([...simulated].map((id) => id.split('/')[0]))
  // Models of the simulator count as simulated even if they are not listed.
  const paid = ids.filter((id) => !simulated.has(id) && !names.has(id.split('/')[0]))
  const requests = paid.length * runs
  const tokens = requests * (usualTokens + Math.ceil(promptChars / charsPerToken))
  return (
    <p className="mt-3 text-[13px] text-muted-foreground leading-5" data-testid="probe-cost">
      {requests === 0 ? t('free') : t('cost', { requests, tokens, most: probeOutputTokens })}
    </p>
  )
}
