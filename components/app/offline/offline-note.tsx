'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useIsConnectionLost } from './connection.ts'

/** Says that the server cannot be reached, and what works nevertheless. */
export function OfflineNote() {
  const t = useTranslations('shell')
  const isLost = useIsConnectionLost()
  return (
    <div role="status" className="print:hidden">
      {isLost && (
        <p
          data-testid="offline"
          className="flex items-center justify-center gap-2 border-b bg-muted px-3 py-1.5 text-center text-[13px] leading-5"
        >
          <CloudOff className="size-4 shrink-0" aria-hidden />
          {t('offline')}
        </p>
      )}
    </div>
  )
}
