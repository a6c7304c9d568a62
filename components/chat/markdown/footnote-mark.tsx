'use client'

import { useTranslations } from 'next-intl'
import { type MouseEvent, use } from 'react'
import { AnswerContext } from './answer-context.ts'

/** Scrolls and moves the focus to the target without changing the page's address. */
export function jump(event: MouseEvent<HTMLAnchorElement>) {
  const id = event.currentTarget.hash.slice(1)
  const target = document.getElementById(decodeURIComponent(id))
  if (!target) return
  event.preventDefault()
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}

/** The mark of a footnote, a link to its text. */
export function FootnoteMark({ label = '' }: { label?: string }) {
  const t = useTranslations('answer')
  const { id, labels } = use(AnswerContext)
  const number = labels.indexOf(label.toLowerCase()) + 1
  if (number === 0) return <sup>{label}</sup>
  return (
    <sup data-source={`[${number}]`}>
      <a
        id={`${id}-mark-${number}`}
        href={`#${id}-note-${number}`}
        onClick={jump}
        aria-label={t('footnote', { number })}
        className="footnote-mark"
      >
        {number}
      </a>
    </sup>
  )
}
