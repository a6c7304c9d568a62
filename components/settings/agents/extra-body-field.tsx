'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { Field, Textarea } from '#components/ui/field.tsx'
import { isRecord } from '#lib/contracts/is-record.ts'
import { useFieldError } from '../form-fields.tsx'
import type { AgentValues } from './agent-values.ts'

/** Extra fields of the provider's request, as JSON. Invalid input stays in the field as text. */
export function ExtraBodyField() {
  const t = useTranslations('settings.agents.advanced')
  const { field } = useController<AgentValues, 'extraBody'>({ name: 'extraBody' })
  const error = useFieldError('extraBody')
  const [text, setText] = useState(() => toText(field.value))
  const value = parse(text)
  const isOld = value !== undefined && JSON.stringify(value) !== JSON.stringify(field.value ?? null)
  return (
    <Field
      label={t('extraBody')}
      help={t('extraBodyHelp')}
      error={value === undefined ? t('extraBodyWrong') : error && t('extraBodyTaken')}
    >
      {(control) => (
        <Textarea
          {...control}
          ref={field.ref}
          name={field.name}
          rows={3}
          spellCheck={false}
          className="font-mono text-[13px]"
          placeholder='{ "top_k": 40 }'
          value={isOld ? toText(field.value) : text}
          onBlur={field.onBlur}
          onChange={({ target }) => {
            setText(target.value)
            const parsed = parse(target.value)
            // Invalid input is stored as a string, which the validation rejects on save.
            field.onChange(parsed === undefined ? target.value : parsed)
          }}
        />
      )}
    </Field>
  )
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value, null, 2)
}

/** Undefined for input that is not a JSON object; null for empty input. */
function parse(text: string): Record<string, unknown> | null | undefined {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
