'use client'

import { History } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'

/** Shows that the answer comes from the answer cache and from when, and offers to ask again. */
export function CachedNote({ cachedAt, onAskAnew }: { cachedAt: string; onAskAnew: () => void }) {
  const t = useTranslations('chat.cached')
  const format = useFormatter()
  const at = format.dateTime(new Date(cachedAt), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <span
      data-testid="cached-answer"
      className="inline-flex h-8 items-center gap-1.5 px-2 text-[13px] text-muted-foreground"
    >
      <History className="size-3.5" aria-hidden />
      <span title={t('since', { at })}>
        {t('label')}
        <span className="sr-only">, {t('since', { at })}</span>
      </span>
      <button
        type="button"
        onClick={onAskAnew}
        data-testid="ask-anew"
        className="rounded-sm underline underline-offset-2 hover:text-foreground"
      >
        {t('askAnew')}
      </button>
    </span>
  )
}
