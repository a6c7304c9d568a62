'use client'

import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { NumberField, SwitchField } from '../form-fields.tsx'
import { ModelField } from '../model-field.tsx'
import { FormSection } from '../section.tsx'
import type { AgentValues } from './agent-values.ts'
import { ReasoningField } from './reasoning-fields.tsx'

export function ModelSection() {
  const t = useTranslations('settings.agents.model')
  const isAuto = Boolean(useWatch<AgentValues, 'routing'>({ name: 'routing' }))
  return (
    <FormSection title={t('title')} text={t('text')}>
      <ModelField<AgentValues>
        name="model"
        label={t('model')}
        help={t(isAuto ? 'modelUnused' : 'modelHelp')}
      />
      <ModelField<AgentValues>
        name="fallbackModel"
        label={t('fallback')}
        help={t('fallbackHelp')}
        emptyLabel={t('noFallback')}
        testId="fallback-picker"
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField<AgentValues>
          name="temperature"
          label={t('temperature')}
          help={t('temperatureHelp')}
          placeholder={t('modelDefault')}
        />
        <NumberField<AgentValues>
          name="maxOutputTokens"
          label={t('maxOutput')}
          help={t('maxOutputHelp')}
          unit={t('tokens')}
          placeholder={t('modelDefault')}
        />
        <ReasoningField />
      </div>
      <SwitchField<AgentValues>
        name="allowModelChoice"
        label={t('choice')}
        help={t('choiceHelp')}
      />
    </FormSection>
  )
}
