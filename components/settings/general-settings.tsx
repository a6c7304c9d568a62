'use client'

import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { GeneralForm } from './general-form.tsx'
import { LoadError } from './load-error.tsx'
import { PageHead } from './section.tsx'
import { useAgents } from './use-model-catalog.ts'
import { useSettings } from './use-settings.ts'

/** The settings of the whole instance. */
export function GeneralSettings() {
  const t = useTranslations('settings.general')
  const settings = useSettings()
  const agents = useAgents()
  const error = settings.error ?? agents.error
  const isReady = settings.data && agents.data
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      {error && !isReady && (
        <LoadError
          error={error}
          onRetry={() => Promise.all([settings.mutate(), agents.mutate()])}
        />
      )}
      {!isReady && !error && <Skeleton className="h-96 rounded-lg" />}
      {settings.data && agents.data && (
        <GeneralForm settings={settings.data} agents={agents.data.items} onSave={settings.save} />
      )}
    </>
  )
}
