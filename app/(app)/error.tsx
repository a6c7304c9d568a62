'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'

/** Shown when a page fails; the frame around it stays. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('common')
  return (
    <div
      role="alert"
      className="flex h-full min-h-[60dvh] flex-col items-center justify-center gap-2 p-6 text-center"
    >
      <h1 className="font-semibold text-xl">{t('errorTitle')}</h1>
      <p className="max-w-sm text-muted-foreground text-sm leading-6">{t('errorText')}</p>
      <Button variant="outline" className="mt-3" onClick={reset}>
        {t('retry')}
      </Button>
    </div>
  )
}
