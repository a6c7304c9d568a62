'use client'

import { useTranslations } from 'next-intl'
import { TextareaField, TextField } from '../form-fields.tsx'
import { FormSection } from '../section.tsx'
import type { AgentValues } from './agent-values.ts'
import { StarterFields } from './starter-fields.tsx'

export function BasicsSection() {
  const t = useTranslations('settings.agents.basics')
  return (
    <FormSection title={t('title')}>
      <TextField<AgentValues> name="name" label={t('name')} maxLength={60} autoComplete="off" />
      <TextField<AgentValues>
        name="description"
        label={t('description')}
        help={t('descriptionHelp')}
        maxLength={500}
        autoComplete="off"
      />
      <TextareaField<AgentValues>
        name="instructions"
        label={t('instructions')}
        help={t('instructionsHelp')}
        rows={7}
        className="field-sizing-content max-h-[28rem]"
      />
      <StarterFields />
    </FormSection>
  )
}
