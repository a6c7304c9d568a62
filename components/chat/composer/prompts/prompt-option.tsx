'use client'

import { LibraryBig, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#components/ui/class-names.ts'
import type { SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'

/** A prompt to choose, or with null the way to all of them. The field's keys choose it, too. */
export function PromptOption({
  id,
  prompt,
  isActive,
  onPoint,
  onChoose,
}: {
  id: string
  prompt: SavedPrompt | null
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
}) {
  const t = useTranslations('chat.prompts')
  return (
    <button
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseMove={onPoint}
      onClick={onChoose}
      className={classNames(
        'flex min-h-11 w-full cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-sm',
        isActive && 'bg-muted forced-colors:outline-2',
      )}
    >
      {prompt ? (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{prompt.title}</span>
            <span className="block truncate text-muted-foreground text-xs leading-5">
              {prompt.text}
            </span>
          </span>
          {prompt.shared && (
            <span className="flex shrink-0 items-center gap-1 text-muted-foreground text-xs">
              <Users className="size-3.5" aria-hidden /> {t('shared')}
            </span>
          )}
        </>
      ) : (
        <>
          <LibraryBig className="size-4 text-muted-foreground" aria-hidden /> {t('manage')}
        </>
      )}
    </button>
  )
}
