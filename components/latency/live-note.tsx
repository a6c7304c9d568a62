'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '#components/ui/class-names.ts'

/** Shows that the figures update live, and when they last did. */
export function LiveNote({
  turns,
  isFailing,
}: {
  /** Undefined until the first figures have loaded. */
  turns: number | undefined
  isFailing: boolean
}) {
  const t = useTranslations('latency.live')
  const format = useFormatter()
  const [seen, setSeen] = useState<{ turns: number | undefined; at: Date | null }>({
    turns,
    at: null,
  })
  if (seen.turns !== turns) setSeen({ turns, at: seen.turns === undefined ? null : new Date() })
  const time =
    seen.at &&
    format.dateTime(seen.at, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
  return (
    <p
      role={isFailing ? 'status' : undefined}
      className="mt-3 flex items-center gap-2 text-[13px] text-muted-foreground tabular-nums"
      data-testid="live-note"
    >
      <span
        aria-hidden
        className={classNames(
          'size-2 rounded-full',
          isFailing ? 'bg-danger' : 'animate-dot bg-good',
        )}
      />
      {isFailing ? t('lost') : time ? t('changed', { time }) : t('waiting')}
    </p>
  )
}
