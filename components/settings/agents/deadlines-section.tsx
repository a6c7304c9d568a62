'use client'

import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { classNames } from '#components/ui/class-names.ts'
import type { DeadlineSettings } from '#lib/contracts/agents/agent.ts'
import { NumberField } from '../form-fields.tsx'
import { FormSection } from '../section.tsx'
import { deadlinePresets } from './agent-presets.ts'
import type { AgentValues } from './agent-values.ts'

const fields = ['connectMs', 'firstTokenMs', 'betweenTokensMs', 'totalMs'] as const

export function DeadlinesSection() {
  const t = useTranslations('settings.agents.deadlines')
  const { setValue } = useFormContext<AgentValues>()
  const values = useWatch<AgentValues, 'deadlines'>({ name: 'deadlines' })
  const isSet = (preset: DeadlineSettings) =>
    fields.every((name) => values?.[name] === preset[name])
  return (
    <FormSection title={t('title')} text={t('text')}>
      <fieldset className="inline-flex w-fit max-w-full gap-1 rounded-md bg-muted p-1">
        <legend className="sr-only">{t('presets')}</legend>
        {(Object.keys(deadlinePresets) as (keyof typeof deadlinePresets)[]).map((name) => {
          const isChosen = isSet(deadlinePresets[name])
          return (
            <button
              key={name}
              type="button"
              aria-pressed={isChosen}
              onClick={() =>
                setValue(
                  'deadlines',
                  { ...deadlinePresets[name], maxOutputChars: values?.maxOutputChars },
                  {
                    shouldDirty: true,
                    shouldValidate: true,
                  },
                )
              }
              className={classNames(
                'h-8 rounded-sm px-3 text-sm',
                isChosen
                  ? 'bg-card font-medium shadow-sm'
                  : 'text-muted-foreground hover:text-foreground',
              )}
            >
              {t(name)}
            </button>
          )
        })}
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        {fields.map((name) => (
          <NumberField<AgentValues>
            key={name}
            name={`deadlines.${name}`}
            label={t(name)}
            help={t(`${name}Help`)}
            unit={t('seconds')}
            scale={1000}
          />
        ))}
        <NumberField<AgentValues>
          name="deadlines.maxOutputChars"
          label={t('maxOutputChars')}
          help={t('maxOutputCharsHelp')}
          unit={t('characters')}
        />
      </div>
    </FormSection>
  )
}
