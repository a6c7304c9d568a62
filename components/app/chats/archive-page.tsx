'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Place } from './put-away-bar.tsx'
import { PutAwayList } from './put-away-list.tsx'

/** The archived and the deleted chats. */
export function ArchivePage() {
  const t = useTranslations('shell.archive-page')
  const [place, setPlace] = useState<Place>('archive')
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl px-4 pt-5 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 md:pt-10">
        <h1 className="font-semibold text-xl tracking-tight">{t('title')}</h1>
        <fieldset className="mt-4 flex gap-2">
          <legend className="sr-only">{t('title')}</legend>
          {(['archive', 'bin'] as const).map((name) => (
            <Button
              key={name}
              size="sm"
              variant={place === name ? 'primary' : 'outline'}
              aria-pressed={place === name}
              onClick={() => setPlace(name)}
            >
              {t(name)}
            </Button>
          ))}
        </fieldset>
        <p className="mt-4 mb-4 text-muted-foreground text-sm">{t(`${place}-text`)}</p>
        <PutAwayList key={place} place={place} />
      </div>
    </div>
  )
}
