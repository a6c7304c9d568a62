'use client'

import { useTranslations } from 'next-intl'
import { useController } from 'react-hook-form'
import { Field, Select } from '#components/ui/field.tsx'
import { reasoningEffortSchema } from '#lib/contracts/agents/agent.ts'
import { reasoningEfforts } from '#lib/contracts/models/reasoning-efforts.ts'
import type { AgentValues } from './agent-values.ts'

/** The reasoning effort, for models that accept one. */
export function ReasoningField() {
  const t = useTranslations('settings.agents.model')
  const { field } = useController<AgentValues, 'reasoningEffort'>({ name: 'reasoningEffort' })
  return (
    <Field label={t('effort')} help={t('effortHelp')}>
      {(control) => (
        <Select
          {...control}
          ref={field.ref}
          name={field.name}
          onBlur={field.onBlur}
          value={field.value ?? ''}
          data-testid="reasoning-effort"
          onChange={({ target }) =>
            field.onChange(target.value === '' ? null : reasoningEffortSchema.parse(target.value))
          }
        >
          <option value="">{t('modelDefault')}</option>
          {reasoningEfforts.map((effort) => (
            <option key={effort} value={effort}>
              {t(`efforts.${effort}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
