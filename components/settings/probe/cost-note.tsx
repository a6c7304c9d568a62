'use client'

import { useTranslations } from 'next-intl'
import type { ModelInfo } from '#lib/contracts/model.ts'
import { probeOutputTokens } from '#lib/contracts/probe.ts'

/** Question and answer of a run, as models without reasoning mostly take it. */
const usualTokens = 120
const charsPerToken = 4

/** What a probe will cost, said before it begins. */
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
  // A model of the simulator that is not listed is simulated as well.
  const paid = ids.filter((id) => !simulated.has(id) && !names.has(id.split('/')[0]))
  const requests = paid.length * runs
  const tokens = requests * (usualTokens + Math.ceil(promptChars / charsPerToken))
  return (
    <p className="mt-3 text-[13px] text-muted-foreground leading-5" data-testid="probe-cost">
      {requests === 0 ? t('free') : t('cost', { requests, tokens, most: probeOutputTokens })}
    </p>
  )
}
