'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'

/** What stands in a list's place while it loads or when it failed to. */
export function LoadState({ error, onRetry }: { error: Error | undefined; onRetry: () => void }) {
  const t = useTranslations('common')
  if (!error) {
    return (
      <div className="flex flex-col gap-3" aria-busy>
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </div>
    )
  }
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-md bg-danger-soft px-4 py-3 text-danger text-sm"
    >
      <span className="flex-1">{error.message}</span>
      <Button variant="outline" size="sm" className="text-foreground" onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  )
}
