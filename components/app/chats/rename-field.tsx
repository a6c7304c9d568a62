'use client'

import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { isComposing } from '#components/ui/is-composing.ts'

/** The field in place of a row, for another title. Escape keeps the title. */
export function RenameField({ title, onDone }: { title: string; onDone: (title: string) => void }) {
  const t = useTranslations('shell')
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return
    if (event.key === 'Enter') onDone(event.currentTarget.value)
    if (event.key === 'Escape') onDone(title)
  }
  return (
    <li className="px-1 py-0.5">
      <input
        ref={(input) => input?.select()}
        defaultValue={title}
        maxLength={200}
        aria-label={t('rename')}
        onKeyDown={onKeyDown}
        onBlur={(event) => onDone(event.currentTarget.value)}
        className="h-8 w-full rounded-md border border-input bg-card px-2 text-base md:text-sm"
      />
    </li>
  )
}
