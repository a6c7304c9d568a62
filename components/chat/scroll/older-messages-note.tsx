'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { OlderMessages } from './use-older-messages.ts'

/** Above the oldest loaded message: older ones are loaded as it comes near the view. */
export function OlderMessagesNote({ older }: { older: OlderMessages }) {
  const t = useTranslations('chat.older')
  return (
    <div className="flex min-h-10 flex-wrap items-center justify-center gap-3 text-muted-foreground text-sm">
      <p className="hidden print:block">{t('not-printed')}</p>
      {older.state === 'loading' ? (
        <p role="status" className="flex items-center gap-2 print:hidden">
          <Spinner label="" /> {t('loading')}
        </p>
      ) : (
        <>
          {older.state === 'failed' && (
            <p role="alert" className="print:hidden">
              {t('failed')}
            </p>
          )}
          <Button
            variant={older.state === 'failed' ? 'outline' : 'ghost'}
            size="sm"
            className="print:hidden"
            onClick={older.load}
            data-testid="load-older"
          >
            {t(older.state === 'failed' ? 'retry' : 'load')}
          </Button>
        </>
      )}
    </div>
  )
}
