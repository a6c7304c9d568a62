'use client'

import { CircleSlash } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { NotSavedReason } from '#lib/contracts/chat/chat.ts'

/** Shows that a memory was not saved, and why. The model's answer may claim that it was. */
export function NotSavedNote({ reason }: { reason: NotSavedReason }) {
  const t = useTranslations('chat')
  return (
    <div
      role="status"
      data-testid="not-saved"
      data-reason={reason}
      className="mt-2 flex gap-3 rounded-md bg-muted px-3 py-2 text-muted-foreground text-sm leading-6"
    >
      <CircleSlash className="mt-1 size-4 shrink-0" aria-hidden />
      <p className="min-w-0">
        {t(`not-saved.${reason}`)}{' '}
        <Link
          href="/memories"
          className="whitespace-nowrap underline underline-offset-4 hover:text-foreground"
        >
          {t('manage-memories')}
        </Link>
      </p>
    </div>
  )
}
