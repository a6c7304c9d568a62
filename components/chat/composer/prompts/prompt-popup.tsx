'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type RefObject, useId, useState } from 'react'
import { hasWords, usePrompts } from '#components/prompts/use-prompts.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { fillPrompt, promptVariables } from '#lib/contracts/chat/prompt-variables.ts'
import type { SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'
import { PromptOption } from './prompt-option.tsx'
import type { SlashQuery } from './slash-query.ts'
import { useListboxKeys } from './use-listbox-keys.ts'
import { useSlashQuery } from './use-slash-query.ts'
import { VariablesForm } from './variables-form.tsx'

export interface PromptPopupProps {
  field: RefObject<HTMLTextAreaElement | null>
  /** The field's text. */
  text: string
}

/** A list of saved prompts above the message field, chosen with its keys or a tap. */
export function PromptPopup({ field, text }: PromptPopupProps) {
  const t = useTranslations('chat.prompts')
  const router = useRouter()
  const listId = useId()
  const { query, dismiss } = useSlashQuery(field, text)
  const { prompts } = usePrompts(query !== null)
  const [asked, setAsked] = useState<{ prompt: SavedPrompt; place: SlashQuery } | null>(null)
  const found = query ? (prompts ?? []).filter(({ title }) => hasWords(title, query.words)) : []
  // The way to the library stands below all prompts.
  const count = found.length + (query?.words === '' && prompts ? 1 : 0)

  function choose(index: number) {
    if (!query) return
    const prompt = found[index]
    if (!prompt) {
      insert(field.current, query, '')
      router.push('/prompts')
    } else if (promptVariables(prompt.text).length > 0) setAsked({ prompt, place: query })
    else insert(field.current, query, prompt.text)
  }
  const { active, setActive, idOf } = useListboxKeys({
    ...{ field, listId, count, words: query?.words ?? '' },
    ...{ onChoose: choose, onClose: dismiss },
  })

  return (
    <>
      {count > 0 && (
        <div
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          id={listId}
          role="listbox"
          tabIndex={-1}
          aria-label={t('title')}
          data-testid="prompt-list"
          className="absolute inset-x-0 bottom-full z-20 mb-2 max-h-[min(20rem,38dvh)] overflow-y-auto overscroll-contain rounded-xl border bg-background p-1.5 shadow-lg"
        >
          {found.map((prompt, index) => (
            <PromptOption
              key={prompt.id}
              id={idOf(index)}
              isActive={index === active}
              onPoint={() => setActive(index)}
              onChoose={() => choose(index)}
              prompt={prompt}
            />
          ))}
          {count > found.length && (
            <PromptOption
              id={idOf(found.length)}
              isActive={active === found.length}
              onPoint={() => setActive(found.length)}
              onChoose={() => choose(found.length)}
              prompt={null}
            />
          )}
        </div>
      )}
      <p role="status" className="sr-only">
        {query && prompts && t('found', { count: found.length })}
      </p>
      <Dialog open={asked !== null} onOpenChange={() => setAsked(null)}>
        {asked && (
          <VariablesForm
            prompt={asked.prompt}
            onFilled={(values) => {
              insert(field.current, asked.place, fillPrompt(asked.prompt.text, values))
              setAsked(null)
            }}
          />
        )}
      </Dialog>
    </>
  )
}

/** Puts a prompt in the place of the query, as if it was typed: what listens to the field hears it. */
function insert(field: HTMLTextAreaElement | null, { start, end }: SlashQuery, text: string) {
  if (!field) return
  const room = field.maxLength - field.value.length + (end - start)
  field.setRangeText(text.slice(0, room), start, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
