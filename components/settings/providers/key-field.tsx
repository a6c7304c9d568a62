'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { Field, Input } from '#components/ui/field.tsx'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { type ProviderPreset, providerPresets } from '#lib/contracts/models/provider-presets.ts'
import { SwitchField, useFieldError } from '../form-fields.tsx'
import type { ProviderValues } from './provider-values.ts'

/**
 * The API key. A stored key is never shown. It can be replaced, and must be entered again when the
 * address changes.
 */
export function KeyField({
  provider,
  preset,
}: {
  provider: Provider | undefined
  preset: ProviderPreset | null
}) {
  const t = useTranslations('settings.providers')
  const { register } = useFormContext<ProviderValues>()
  const error = useFieldError('apiKey')
  const baseUrl = useWatch<ProviderValues, 'baseUrl'>({ name: 'baseUrl' })
  const stored = provider?.keyHint
  const address = baseUrl.trim().replace(/\/+$/, '')
  const isMoved = stored != null && address !== provider?.baseUrl
  const keyUrl = (preset ?? providerPresets.find((candidate) => candidate.baseUrl === address))
    ?.keyUrl
  const help = isMoved
    ? t('keyAgain')
    : stored
      ? t('keyKept')
      : preset?.isLocal
        ? t('keyLocal')
        : t('keyHelp')
  return (
    <>
      <Field
        label={t('apiKey')}
        help={
          <>
            {help}
            {keyUrl && (
              <a
                href={keyUrl}
                target="_blank"
                rel="noreferrer"
                className="ml-2 inline-flex items-center gap-1 whitespace-nowrap underline underline-offset-4 hover:text-foreground"
              >
                {t('getKey')} <ExternalLink aria-hidden className="size-3" />
              </a>
            )}
          </>
        }
        error={error}
      >
        {(control) => (
          <Input
            {...control}
            {...register('apiKey')}
            type="password"
            // Keeps password managers from filling in or storing a provider's key.
            autoComplete="new-password"
            data-1p-ignore
            data-lpignore="true"
            spellCheck={false}
            placeholder={stored ? t('keyHint', { hint: stored }) : undefined}
          />
        )}
      </Field>
      {stored && (
        <SwitchField<ProviderValues>
          name="removeKey"
          label={t('removeKey')}
          help={t('removeKeyHelp')}
        />
      )}
    </>
  )
}
