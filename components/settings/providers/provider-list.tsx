'use client'

import { Plug, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { useProviders } from '../use-model-catalog.ts'
import { ProviderDialog } from './provider-dialog.tsx'
import { ProviderRow } from './provider-row.tsx'
import { useProviderCheck } from './use-provider-check.ts'

/** All providers, whether configured here or by environment variables. */
export function ProviderList() {
  const t = useTranslations('settings.providers')
  const { data, error, mutate } = useProviders()
  const { checks, check } = useProviderCheck()
  const [edited, setEdited] = useState<Provider | 'new' | null>(null)
  const providers = data?.items
  const onlySimulator = providers?.every(({ simulated }) => simulated) ?? false

  async function onSaved(provider: Provider) {
    setEdited(null)
    await mutate()
    await check(provider.id)
  }

  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <Button onClick={() => setEdited('new')} data-testid="add-provider">
          <Plus aria-hidden /> {t('add')}
        </Button>
      </PageHead>
      {error && !providers && <LoadError error={error} onRetry={() => mutate()} />}
      {!providers && !error && <Skeleton className="h-44 rounded-lg" />}
      {providers && onlySimulator && (
        <div className="mb-4">
          <EmptyState icon={<Plug aria-hidden />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </div>
      )}
      {providers && providers.length > 0 && (
        <ul className="flex flex-col gap-3" data-testid="provider-list">
          {providers.map((provider) => (
            <ProviderRow
              key={provider.id}
              provider={provider}
              state={checks[provider.id]}
              onCheck={() => void check(provider.id)}
              onEdit={() => setEdited(provider)}
            />
          ))}
        </ul>
      )}
      <ProviderDialog
        provider={edited}
        onClose={() => setEdited(null)}
        onSaved={(provider) => void onSaved(provider)}
      />
    </>
  )
}
