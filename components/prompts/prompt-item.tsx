'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { usePageUser } from '#components/app/session-user.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { promptVariables } from '#lib/contracts/chat/prompt-variables.ts'
import type { SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'
import { PromptEditor } from './prompt-editor.tsx'

/** A prompt with its variables, edited in place by its owner, or if it is shared by any admin. */
export function PromptItem({
  prompt,
  onDelete,
  onChanged,
}: {
  prompt: SavedPrompt
  onDelete: () => void
  onChanged: () => Promise<unknown>
}) {
  const t = useTranslations('prompts')
  const { role } = usePageUser()
  const [isEditing, setIsEditing] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)
  const { title, text, shared, own } = prompt
  const names = promptVariables(text).map(({ name }) => name)

  function close() {
    setIsEditing(false)
    requestAnimationFrame(() => editButton.current?.focus())
  }

  if (isEditing) {
    return (
      <li className="p-4" data-testid="prompt">
        <PromptEditor prompt={prompt} onClose={close} onSaved={onChanged} />
      </li>
    )
  }
  return (
    <li className="flex items-start gap-2 py-3.5 pr-2.5 pl-4" data-testid="prompt">
      <div className="min-w-0 flex-1">
        <h2 className="wrap-anywhere font-medium text-sm leading-6">{title}</h2>
        <p className="wrap-anywhere line-clamp-3 whitespace-pre-wrap text-muted-foreground text-sm leading-6">
          {text}
        </p>
        {(shared || names.length > 0) && (
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-muted-foreground text-xs">
            {shared && <Badge>{t(own ? 'shared' : 'shared-by-admin')}</Badge>}
            {names.length > 0 && (
              <span className="wrap-anywhere">{t('variables', { names: names.join(', ') })}</span>
            )}
          </p>
        )}
      </div>
      {(own || role === 'admin') && (
        <div className="flex shrink-0 text-muted-foreground [&_button]:text-current">
          <IconButton
            ref={editButton}
            label={t('edit', { title })}
            onClick={() => setIsEditing(true)}
          >
            <Pencil />
          </IconButton>
          <IconButton label={t('delete', { title })} onClick={onDelete} data-testid="delete-prompt">
            <Trash2 />
          </IconButton>
        </div>
      )}
    </li>
  )
}
