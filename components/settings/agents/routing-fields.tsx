'use client'

import { useTranslations } from 'next-intl'
import { useController, useFormContext } from 'react-hook-form'
import { SwitchRow } from '../form-fields.tsx'
import { ModelField } from '../model-field.tsx'
import type { AgentValues } from './agent-values.ts'

/** The two models of automatic routing. */
export function RoutingFields() {
  const t = useTranslations('settings.agents.routing')
  const { getValues, clearErrors } = useFormContext<AgentValues>()
  const { field } = useController<AgentValues, 'routing'>({ name: 'routing' })
  return (
    <div className="flex flex-col gap-5">
      <SwitchRow
        label={t('title')}
        help={t('text')}
        checked={Boolean(field.value)}
        onChange={(isOn) => {
          clearErrors('routing')
          field.onChange(isOn ? { fastModel: getValues('model'), deepModel: '' } : null)
        }}
      />
      {field.value && (
        <div className="grid gap-5 sm:grid-cols-2">
          <ModelField<AgentValues>
            name="routing.fastModel"
            label={t('fast')}
            help={t('fastHelp')}
            testId="routing-fast-picker"
          />
          <ModelField<AgentValues>
            name="routing.deepModel"
            label={t('deep')}
            help={t('deepHelp')}
            testId="routing-deep-picker"
          />
        </div>
      )}
    </div>
  )
}
