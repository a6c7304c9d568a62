'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type SubmitEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DialogContent } from '#components/ui/dialog.tsx'
import { Field, Textarea } from '#components/ui/field.tsx'
import { isComposing } from '#components/ui/is-composing.ts'
import { promptVariables } from '#lib/contracts/chat/prompt-variables.ts'
import type { SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'

/** Asks for the values of a prompt's variables. Enter inserts, Shift+Enter breaks the line. */
export function VariablesForm({
  prompt,
  onFilled,
}: {
  prompt: SavedPrompt
  onFilled: (values: Map<string, string>) => void
}) {
  const t = useTranslations('chat.prompts')
  const variables = promptVariables(prompt.text)
  const [values, setValues] = useState(
    () => new Map(variables.map(({ name, defaultValue }) => [name, defaultValue])),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    onFilled(values)
  }
  return (
    <DialogContent title={prompt.title} description={t('variables')}>
      <form
        className="mt-4 flex flex-col gap-4"
        data-testid="prompt-variables"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault()
          onFilled(values)
        }}
      >
        {variables.map(({ name }, index) => (
          <Field key={name} label={name}>
            {(props) => (
              <Textarea
                {...props}
                autoFocus={index === 0}
                rows={1}
                className="field-sizing-content max-h-40 min-h-10"
                value={values.get(name)}
                onChange={({ target }) => setValues(new Map(values).set(name, target.value))}
                onFocus={({ currentTarget }) => currentTarget.select()}
                onKeyDown={onKeyDown}
              />
            )}
          </Field>
        ))}
        <Button type="submit" className="self-end">
          {t('insert')}
        </Button>
      </form>
    </DialogContent>
  )
}
