'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { callApi } from '#components/api-client.ts'
import { Field, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import {
  type Provider,
  probeEverySchema,
  providerKindSchema,
} from '#lib/contracts/models/provider.ts'
import type { ProviderPreset } from '#lib/contracts/models/provider-presets.ts'
import { DialogForm } from '../dialog-form.tsx'
import { TextField } from '../form-fields.tsx'
import { useIssueText } from '../use-issue-text.ts'
import { HeaderFields } from './header-fields.tsx'
import { KeyField } from './key-field.tsx'
import {
  createBody,
  type ProviderFields,
  type ProviderValues,
  patchBody,
  providerFormSchema,
} from './provider-values.ts'

/** A provider's address, key and headers. */
export function ProviderForm({
  provider,
  preset = null,
  onCancel,
  onSaved,
}: {
  provider?: Provider
  preset?: ProviderPreset | null
  onCancel: () => void
  onSaved: (provider: Provider) => void
}) {
  const t = useTranslations('settings.providers')
  const issueText = useIssueText()
  const start = provider ?? preset
  const form = useForm<ProviderValues, unknown, ProviderFields>({
    resolver: zodResolver(providerFormSchema, { error: issueText }),
    defaultValues: {
      name: start?.name ?? '',
      kind: start?.kind ?? 'openai-compatible',
      baseUrl: start?.baseUrl ?? '',
      probeEvery: provider?.probeEvery ?? 'off',
      apiKey: '',
      removeKey: false,
      headers: provider ? null : [],
    },
    mode: 'onTouched',
  })

  async function save(values: ProviderFields) {
    const isMoved = provider?.keyHint != null && values.baseUrl !== provider.baseUrl
    if (isMoved && values.apiKey === '' && !values.removeKey) {
      form.setError('apiKey', { type: 'server', message: t('keyAgain') }, { shouldFocus: true })
      return
    }
    const saved = provider
      ? await callApi<Provider>(
          'PATCH',
          `/api/providers/${provider.id}`,
          patchBody(provider, values),
        )
      : await callApi<Provider>('POST', '/api/providers', createBody(values))
    toast.success(t('saved', { name: saved.name }))
    onSaved(saved)
  }

  return (
    <DialogForm
      name="provider"
      form={form}
      saveLabel={t('saveAndCheck')}
      onSave={save}
      onCancel={onCancel}
    >
      <TextField<ProviderValues>
        name="name"
        label={t('name')}
        help={provider ? t('prefixHelp', { slug: provider.slug }) : t('nameHelp')}
        maxLength={60}
        autoComplete="off"
      />
      <TextField<ProviderValues>
        name="baseUrl"
        label={t('baseUrl')}
        help={t('baseUrlHelp')}
        type="url"
        inputMode="url"
        placeholder="https://api.example.com/v1"
        autoComplete="off"
        spellCheck={false}
      />
      <KeyField provider={provider} preset={preset} />
      <details className="group" open={provider !== undefined && provider.headerNames.length > 0}>
        <summary className="w-fit rounded-sm text-muted-foreground text-sm hover:text-foreground">
          {t('more')}
        </summary>
        <div className="mt-4 flex flex-col gap-5">
          <Field label={t('kind')} help={t('kindHelp')}>
            {(control) => (
              <Select {...control} {...form.register('kind')}>
                {providerKindSchema.options.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`kinds.${kind}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('probeEvery')} help={t('probeEveryHelp')}>
            {(control) => (
              <Select {...control} {...form.register('probeEvery')}>
                {probeEverySchema.options.map((every) => (
                  <option key={every} value={every}>
                    {t(`probeEveryOptions.${every}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <HeaderFields storedNames={provider?.headerNames ?? []} />
        </div>
      </details>
    </DialogForm>
  )
}
