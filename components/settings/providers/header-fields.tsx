'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Input } from '#components/ui/field.tsx'
import { useFieldError } from '../form-fields.tsx'
import type { ProviderValues } from './provider-values.ts'

/**
 * Headers sent with each request. Stored values are secret, so they can only be replaced together.
 */
export function HeaderFields({ storedNames }: { storedNames: string[] }) {
  const t = useTranslations('settings.providers')
  const { setValue } = useFormContext<ProviderValues>()
  const headers = useWatch<ProviderValues, 'headers'>({ name: 'headers' })
  const replace = (isReplaced: boolean) =>
    setValue('headers', isReplaced ? [{ name: '', value: '' }] : null, { shouldDirty: true })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t('headers')}</legend>
      {headers === null ? (
        <>
          <p className="text-muted-foreground text-sm">
            {storedNames.length > 0
              ? t('storedHeaders', { names: storedNames.join(', ') })
              : t('noHeaders')}
          </p>
          <Button variant="outline" size="sm" className="w-fit" onClick={() => replace(true)}>
            {storedNames.length > 0 ? t('replaceHeaders') : t('addHeader')}
          </Button>
        </>
      ) : (
        <HeaderRows onKeep={storedNames.length > 0 ? () => replace(false) : undefined} />
      )}
    </fieldset>
  )
}

function HeaderRows({ onKeep }: { onKeep?: () => void }) {
  const t = useTranslations('settings.providers')
  const { fields, append, remove } = useFieldArray<ProviderValues, 'headers'>({ name: 'headers' })
  return (
    <>
      {fields.map((row, index) => (
        <HeaderRow key={row.id} index={index} onRemove={() => remove(index)} />
      ))}
      <div className="flex gap-2">
        <Button variant="outline" size="sm" onClick={() => append({ name: '', value: '' })}>
          <Plus aria-hidden /> {t('addHeader')}
        </Button>
        {onKeep && (
          <Button variant="ghost" size="sm" onClick={onKeep}>
            {t('keepHeaders')}
          </Button>
        )}
      </div>
    </>
  )
}

function HeaderRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const t = useTranslations('settings.providers')
  const { register } = useFormContext<ProviderValues>()
  const error = useFieldError(`headers.${index}.name`)
  return (
    <div>
      <div className="flex items-center gap-2">
        <Input
          {...register(`headers.${index}.name`)}
          aria-label={t('headerName')}
          aria-invalid={error ? true : undefined}
          placeholder="X-Header"
          autoComplete="off"
        />
        <Input
          {...register(`headers.${index}.value`)}
          aria-label={t('headerValue')}
          placeholder={t('headerValue')}
          autoComplete="off"
        />
        <IconButton label={t('removeHeader')} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      {error && (
        <p role="alert" className="mt-1 text-[13px] text-danger">
          {t('headerNameHelp')}
        </p>
      )}
    </div>
  )
}
