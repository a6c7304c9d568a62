'use client'

import { useTranslations } from 'next-intl'
import { useController, useFormContext } from 'react-hook-form'
import { Field, Select } from '#components/ui/field.tsx'
import { NumberField, SwitchRow } from '../form-fields.tsx'
import { ModelField } from '../model-field.tsx'
import type { AgentValues } from './agent-values.ts'

const firstDelayMs = 3_000

/** A second model that is asked when the first is slow. The first answer to arrive is used. */
export function HedgeFields() {
  const t = useTranslations('settings.agents.hedge')
  const { setValue, clearErrors } = useFormContext<AgentValues>()
  const { field } = useController<AgentValues, 'hedge'>({ name: 'hedge' })
  const hedge = field.value
  const isFixed = typeof hedge?.afterMs === 'number'
  return (
    <div className="flex flex-col gap-5">
      <SwitchRow
        label={t('title')}
        help={t('text')}
        checked={Boolean(hedge)}
        onChange={(isOn) => {
          clearErrors('hedge')
          field.onChange(isOn ? { afterMs: 'p95', model: '' } : null)
        }}
      />
      {hedge && (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t('after')} help={t('afterHelp')}>
            {(control) => (
              <Select
                {...control}
                value={isFixed ? 'fixed' : 'p95'}
                onChange={(event) =>
                  setValue('hedge.afterMs', event.target.value === 'p95' ? 'p95' : firstDelayMs, {
                    shouldDirty: true,
                  })
                }
              >
                <option value="p95">{t('p95')}</option>
                <option value="fixed">{t('fixed')}</option>
              </Select>
            )}
          </Field>
          {isFixed && (
            <NumberField<AgentValues>
              name="hedge.afterMs"
              label={t('delay')}
              help={t('delayHelp')}
              unit={t('seconds')}
              scale={1000}
            />
          )}
          <div className="sm:col-span-2">
            <ModelField<AgentValues>
              name="hedge.model"
              label={t('model')}
              help={t('modelHelp')}
              testId="hedge-picker"
            />
          </div>
          <div className="sm:col-span-2">
            <SwitchRow
              label={t('reasoningCounts')}
              help={t('reasoningCountsHelp')}
              checked={hedge.reasoningCounts ?? false}
              onChange={(isOn) => setValue('hedge.reasoningCounts', isOn, { shouldDirty: true })}
            />
          </div>
        </div>
      )}
    </div>
  )
}
