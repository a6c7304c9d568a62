'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type SubmitEvent, useId, useState } from 'react'
import { useAgents } from '#components/settings/use-model-catalog.ts'
import { Button } from '#components/ui/button.tsx'
import { Select, Textarea } from '#components/ui/field.tsx'
import { useErrorText } from '#components/use-error-text.ts'
import type { Memory, MemoryType } from '#lib/contracts/memory/memory.ts'
import { memoryTypes } from '#lib/contracts/memory/memory-types.ts'

export interface MemoryFields {
  text: string
  type: MemoryType
  agentId: string | null
}

const longest = 2_000

/** Edits a memory's text. Enter saves, Shift + Enter breaks the line, Escape cancels. */
export function MemoryEditor({
  memory,
  onSave,
  onCancel,
}: {
  memory?: Memory
  /** Rejects with the API's error, which is shown. */
  onSave: (fields: MemoryFields) => Promise<void>
  onCancel: () => void
}) {
  const t = useTranslations('memories')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const errorId = useId()
  const { data: agents } = useAgents()
  const [fields, setFields] = useState<MemoryFields>({
    text: memory?.text ?? '',
    type: memory?.type ?? 'profile',
    agentId: memory?.agentId ?? null,
  })
  const [error, setError] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)

  async function save() {
    const text = fields.text.trim()
    if (text === '') return setError(t('textNeeded'))
    if (text.length > longest) return setError(t('textTooLong', { maximum: longest }))
    setError(null)
    setIsSaving(true)
    try {
      await onSave({ ...fields, text })
    } catch (caught) {
      setError(errorText(caught))
    }
    setIsSaving(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    // Safari ends a composition before its last key event, whose `keyCode` is 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') onCancel()
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void save()
    }
  }

  return (
    <form
      data-testid="memory-editor"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        void save()
      }}
      className="flex flex-col gap-3"
    >
      <Textarea
        autoFocus
        aria-label={memory ? t('memoryText') : t('new')}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        placeholder={t('placeholder')}
        className="field-sizing-content min-h-16"
        value={fields.text}
        onChange={(event) => setFields({ ...fields, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      {error && (
        <p id={errorId} role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('type')}
          className="h-8 w-auto text-[13px]"
          value={fields.type}
          onChange={(event) => {
            const type = memoryTypes.find((name) => name === event.target.value)
            if (type) setFields({ ...fields, type })
          }}
        >
          {memoryTypes.map((name) => (
            <option key={name} value={name}>
              {t(`types.${name}`)}
            </option>
          ))}
        </Select>
        {agents && agents.items.length > 1 && (
          <Select
            aria-label={t('agent')}
            className="h-8 w-auto max-w-44 text-[13px]"
            value={fields.agentId ?? ''}
            onChange={(event) => setFields({ ...fields, agentId: event.target.value || null })}
          >
            <option value="">{t('allAgents')}</option>
            {agents.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {t('onlyFor', { agent: name })}
              </option>
            ))}
          </Select>
        )}
        <div className="ml-auto flex gap-2">
          <Button variant="ghost" size="sm" onClick={onCancel}>
            {common('cancel')}
          </Button>
          <Button type="submit" size="sm" disabled={isSaving}>
            {common('save')}
          </Button>
        </div>
      </div>
    </form>
  )
}
