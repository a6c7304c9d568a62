'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { useErrorText } from '#components/use-error-text.ts'

/** Shown in place of content that could not be loaded. */
export function LoadError({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const t = useTranslations('common')
  const errorText = useErrorText()
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-lg border p-4 text-sm">
      <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      <p className="min-w-0 flex-1">{errorText(error)}</p>
      <Button variant="outline" size="sm" onClick={() => onRetry()}>
        {t('retry')}
      </Button>
    </div>
  )
}
