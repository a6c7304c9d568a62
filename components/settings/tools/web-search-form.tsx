'use client'

import { useTranslations } from 'next-intl'
import { FormProvider, useForm } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import {
  type SearchKind,
  searchKinds,
  searchUrls,
  type WebSearch,
  type WebSearchChange,
} from '#lib/contracts/agents/web-search.ts'
import { TextField } from '../form-fields.tsx'
import { setApiError } from '../set-api-error.ts'

interface Values {
  kind: SearchKind | 'off'
  url: string
  apiKey: string
}

export function WebSearchForm({
  service,
  isChecking,
  onSave,
  onCheck,
}: {
  service: WebSearch
  isChecking: boolean
  onSave: (change: WebSearchChange) => Promise<void>
  onCheck: () => Promise<void>
}) {
  const t = useTranslations('settings.webSearch')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const { kind: savedKind, url, hasKey } = service
  const form = useForm<Values>({
    defaultValues: { kind: savedKind ?? 'off', url: url ?? '', apiKey: '' },
  })
  const { isSubmitting, isDirty } = form.formState
  const kind = form.watch('kind')

  async function save(values: Values) {
    const isOff = values.kind === 'off'
    const key = values.apiKey.trim()
    try {
      await onSave({
        kind: values.kind === 'off' ? null : values.kind,
        url: isOff ? null : values.url.trim() || null,
        ...(isOff ? { apiKey: null } : key && { apiKey: key }),
      })
      toast.success(t('saved'))
    } catch (error) {
      const message = errorText(error)
      if (!setApiError(form, error, message)) toast.error(message)
    }
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
        <Field label={t('kind')}>
          {(control) => (
            <Select {...control} {...form.register('kind')}>
              {(['off', ...searchKinds] as const).map((each) => (
                <option key={each} value={each}>
                  {t(`kinds.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind !== 'off' && (
          <>
            <TextField<Values>
              name="url"
              label={t('url')}
              help={t(kind === 'searxng' ? 'urlHelp' : 'urlOptional')}
              type="url"
              inputMode="url"
              placeholder={searchUrls[kind] ?? 'https://searx.example.com'}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField<Values>
              name="apiKey"
              label={t('key')}
              help={t(hasKey ? 'keyKept' : kind === 'searxng' ? 'keyOptional' : 'keyHelp')}
              type="password"
              autoComplete="new-password"
              data-1p-ignore
              data-lpignore="true"
              spellCheck={false}
            />
          </>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" disabled={isSubmitting || !isDirty} data-testid="save-web-search">
            {common('save')}
          </Button>
          {savedKind && (
            <Button
              variant="outline"
              disabled={isChecking || isDirty}
              onClick={() => void onCheck().catch((error) => toast.error(errorText(error)))}
              data-testid="check-web-search"
            >
              {isChecking && <Spinner label={common('loading')} className="text-current" />}
              {t('check')}
            </Button>
          )}
        </div>
      </form>
    </FormProvider>
  )
}
