'use client'

import { Server } from 'lucide-react'
import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import type { Instance } from '#lib/contracts/instance.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { InstanceTable } from './instance-table.tsx'

/** Polling interval while the page is visible, milliseconds. */
const lookMs = 3_000

/** The live instances on this database. */
export function InstancePage() {
  const t = useTranslations('settings.instances')
  const { data, error, mutate } = useSWR<{ items: Instance[] }, Error>('/api/instances', fetchApi, {
    refreshInterval: lookMs,
  })
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      {error && (
        <div className="mb-4">
          <LoadError error={error} onRetry={() => mutate()} />
        </div>
      )}
      {!data && !error && <Skeleton className="h-32 rounded-lg" />}
      {data?.items.length === 0 && (
        <EmptyState icon={<Server />} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && <InstanceTable instances={data.items} />}
    </>
  )
}
