'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { SwitchField } from '../form-fields.tsx'
import { useModels } from '../use-model-catalog.ts'
import type { AgentValues } from './agent-values.ts'

const million = 1_000_000

/** Whether prompts are sent ahead while a message is typed, and what that may cost. */
export function PrefillFields() {
  const t = useTranslations('settings.agents.prefill')
  const isOn = useWatch<AgentValues, 'draft.prefill'>({ name: 'draft.prefill' })
  return (
    <div className="flex flex-col gap-4">
      <SwitchField<AgentValues> name="draft.prefill" label={t('enabled')} help={t('enabledHelp')} />
      {isOn && <PaidField />}
    </div>
  )
}

function PaidField() {
  const t = useTranslations('settings.agents.prefill')
  const format = useFormatter()
  const model = useWatch<AgentValues, 'model'>({ name: 'model' })
  const tokens = Number(
    useWatch<AgentValues, 'prompt.budgetTokens'>({ name: 'prompt.budgetTokens' }) ?? 0,
  )
  const price = useModels().data?.items.find(({ id }) => id === model)?.price
  const dollars = price && (price.input * tokens) / million
  const cost = dollars
    ? t('cost', {
        tokens,
        cost: format.number(dollars, {
          style: 'currency',
          currency: 'USD',
          maximumFractionDigits: 4,
        }),
      })
    : t('costUnknown', { tokens })
  return (
    <SwitchField<AgentValues>
      name="draft.prefillPaid"
      label={t('paid')}
      help={`${t('paidHelp')} ${cost}`}
    />
  )
}
