'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFieldArray } from 'react-hook-form'
import { Button, IconButton } from '#components/ui/button.tsx'
import { mostStarters } from '#lib/contracts/agents/agent.ts'
import { TextareaField, TextField } from '../form-fields.tsx'
import type { AgentValues } from './agent-values.ts'

/** What a new chat with the agent offers to ask. */
export function StarterFields() {
  const t = useTranslations('settings.agents.starters')
  const { fields, append, remove } = useFieldArray<AgentValues, 'starters'>({ name: 'starters' })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="contents">
        <span className="font-medium text-sm">{t('title')}</span>
      </legend>
      <p className="-mt-2 text-[13px] text-muted-foreground leading-5">{t('text')}</p>
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-start gap-2 rounded-md border p-3">
          <div className="flex min-w-0 flex-1 flex-col gap-3">
            <TextField<AgentValues>
              name={`starters.${index}.title`}
              label={t('starterTitle')}
              maxLength={80}
              autoComplete="off"
            />
            <TextareaField<AgentValues>
              name={`starters.${index}.text`}
              label={t('starterText')}
              rows={2}
              className="field-sizing-content min-h-16"
            />
          </div>
          <IconButton label={t('remove', { number: index + 1 })} onClick={() => remove(index)}>
            <X />
          </IconButton>
        </div>
      ))}
      {fields.length < mostStarters && (
        <Button
          variant="outline"
          size="sm"
          className="self-start"
          onClick={() => append({ title: '', text: '' })}
        >
          <Plus aria-hidden /> {t('add')}
        </Button>
      )}
    </fieldset>
  )
}
