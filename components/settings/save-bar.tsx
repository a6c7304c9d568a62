'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormState } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'

/** A sticky bar below a form: shows whether there are unsaved changes, saves or discards them. */
export function SaveBar({
  onDiscard,
  isNew = false,
  testId = 'save',
}: {
  onDiscard: () => void
  isNew?: boolean
  testId?: string
}) {
  const t = useTranslations('settings.form')
  const common = useTranslations('common')
  const { isDirty, isSubmitting, isSubmitted, errors } = useFormState()
  const isRefused = isSubmitted && Object.keys(errors).some((name) => name !== 'root')
  return (
    <div className="-mx-4 sticky bottom-0 z-10 flex items-center gap-2 border-t bg-background/90 px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] backdrop-blur md:mx-0 md:px-1">
      <p
        role="status"
        className="flex min-w-0 flex-1 items-center gap-2 text-muted-foreground text-sm"
      >
        {isRefused && <span className="text-danger">{t('invalid')}</span>}
        {!isRefused && isDirty && t('unsaved')}
        {!isRefused && !isDirty && !isNew && (
          <>
            <Check aria-hidden className="size-4 text-good" /> {t('saved')}
          </>
        )}
      </p>
      <Button
        variant="ghost"
        disabled={isSubmitting || (!isDirty && !isNew)}
        onClick={onDiscard}
        data-testid="discard"
      >
        {isNew ? common('cancel') : t('discard')}
      </Button>
      <Button type="submit" disabled={isSubmitting || (!isDirty && !isNew)} data-testid={testId}>
        {isSubmitting && <Spinner label={common('loading')} className="text-current" />}
        {isNew ? t('create') : common('save')}
      </Button>
    </div>
  )
}
