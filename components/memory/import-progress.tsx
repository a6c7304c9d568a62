'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { ImportState } from './use-import.ts'

/** The progress of an import. Closing it stops after the current batch. */
export function ImportProgress({
  progress,
  onStop,
}: {
  progress: ImportState | null
  onStop: () => void
}) {
  const t = useTranslations('memories')
  return (
    <Dialog open={progress !== null} onOpenChange={(isOpen) => !isOpen && onStop()}>
      <DialogContent title={t('importing')}>
        {progress && (
          <div className="mt-4 flex flex-col gap-3">
            <progress
              aria-label={t('importing')}
              value={progress.done}
              max={Math.max(progress.total, 1)}
              className="h-2 w-full overflow-hidden rounded-full accent-accent"
            />
            <p role="status" className="text-muted-foreground text-sm tabular-nums">
              {t('importProgress', { done: progress.done, total: progress.total })}
            </p>
            <Button variant="outline" className="self-end" onClick={onStop}>
              {t('stopImport')}
            </Button>
          </div>
        )}
      </DialogContent>
    </Dialog>
  )
}
