'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'

/** The checkbox of a task list item. */
export function Task({ checked }: ComponentProps<'input'>) {
  const t = useTranslations('answer')
  return (
    <span
      role="img"
      aria-label={t(checked ? 'task-done' : 'task-open')}
      className="task-box"
      data-checked={checked === true}
    >
      {checked && <Check aria-hidden />}
    </span>
  )
}
