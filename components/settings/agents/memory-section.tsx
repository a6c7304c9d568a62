'use client'

import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { NumberField, SwitchField } from '../form-fields.tsx'
import { FormSection } from '../section.tsx'
import type { AgentValues } from './agent-values.ts'

export function MemorySection() {
  const t = useTranslations('settings.agents.memory')
  const isOn = useWatch<AgentValues, 'memory.enabled'>({ name: 'memory.enabled' })
  return (
    <FormSection title={t('title')} text={t('text')}>
      <SwitchField<AgentValues>
        name="memory.enabled"
        label={t('enabled')}
        help={t('enabledHelp')}
      />
      {isOn && (
        <div className="grid gap-5 sm:grid-cols-3">
          <NumberField<AgentValues> name="memory.limit" label={t('limit')} help={t('limitHelp')} />
          <NumberField<AgentValues>
            name="memory.deadlineMs"
            label={t('deadline')}
            help={t('deadlineHelp')}
            unit="ms"
          />
          <NumberField<AgentValues>
            name="memory.budgetTokens"
            label={t('budget')}
            help={t('budgetHelp')}
            unit={t('tokens')}
          />
        </div>
      )}
    </FormSection>
  )
}
