'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type SubmitEvent, useId, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { usePageUser } from '#components/app/session-user.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Textarea } from '#components/ui/field.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { useErrorText } from '#components/use-error-text.ts'
import type { SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'
import { promptsPath } from './use-prompts.ts'

/** Adds a prompt (null) or changes one. Escape cancels. */
export function PromptEditor({
  prompt,
  onClose,
  onSaved,
}: {
  prompt: SavedPrompt | null
  onClose: () => void
  onSaved: () => Promise<unknown>
}) {
  const t = useTranslations('prompts')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const { role } = usePageUser()
  const [title, setTitle] = useState(prompt?.title ?? '')
  const [text, setText] = useState(prompt?.text ?? '')
  const [shared, setShared] = useState(prompt?.shared ?? false)
  const [error, setError] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)

  async function save(event: SubmitEvent) {
    event.preventDefault()
    setIsSaving(true)
    try {
      // What was shared before its owner was an admin no more stays as it is.
      const fields = { title, text, ...(role === 'admin' && { shared }) }
      if (prompt) await callApi('PATCH', `${promptsPath}/${prompt.id}`, fields)
      else await callApi('POST', promptsPath, fields)
      await onSaved()
      onClose()
    } catch (caught) {
      setError(errorText(caught))
      setIsSaving(false)
    }
  }
  return (
    <form
      data-testid="prompt-editor"
      className="flex flex-col gap-4"
      onSubmit={(event) => void save(event)}
      onKeyDown={({ key, nativeEvent }: KeyboardEvent) => {
        if (key === 'Escape' && !nativeEvent.isComposing) onClose()
      }}
    >
      <Field label={t('name')}>
        {(props) => (
          <Input
            {...props}
            autoFocus
            required
            pattern=".*\S.*"
            title={t('title-needed')}
            maxLength={100}
            autoComplete="off"
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        )}
      </Field>
      <Field
        label={t('prompt')}
        help={t('help', { variable: '{{name}}', preset: '{{name=Ada}}' })}
        error={error}
      >
        {(props) => (
          <Textarea
            {...props}
            required
            maxLength={10_000}
            className="field-sizing-content max-h-[50dvh] min-h-28"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {role === 'admin' && <ShareSwitch isOn={shared} onChange={setShared} />}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" size="sm" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" size="sm" disabled={isSaving || text.trim() === ''}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}

function ShareSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const t = useTranslations('prompts')
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-4">
      <div>
        <label htmlFor={id} className="font-medium text-sm">
          {t('share')}
        </label>
        <p id={`${id}-help`} className="text-[13px] text-muted-foreground leading-5">
          {t('share-help')}
        </p>
      </div>
      <Switch id={id} aria-describedby={`${id}-help`} checked={isOn} onCheckedChange={onChange} />
    </div>
  )
}
