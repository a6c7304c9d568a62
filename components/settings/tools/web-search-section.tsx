'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { WebSearchCheck } from '#lib/contracts/agents/web-search.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import { LoadError } from '../load-error.tsx'
import { FormSection } from '../section.tsx'
import { useWebSearch } from './use-web-search.ts'
import { WebSearchForm } from './web-search-form.tsx'

/** The service that agents search the web with. */
export function WebSearchSection() {
  const t = useTranslations('settings.webSearch')
  const { data, error, reload, check, save, tryOut } = useWebSearch()
  return (
    <div className="mt-8" data-testid="web-search">
      <FormSection title={t('title')} text={t('text')}>
        {data ? (
          <WebSearchForm
            // A saved service becomes the form's new starting point.
            key={JSON.stringify(data)}
            service={data}
            isChecking={check === 'running'}
            onSave={save}
            onCheck={tryOut}
          />
        ) : error ? (
          <LoadError error={error} onRetry={reload} />
        ) : (
          <Skeleton className="h-40 rounded-lg" />
        )}
        <div aria-live="polite">{check && check !== 'running' && <Result check={check} />}</div>
      </FormSection>
    </div>
  )
}

function Result({ check: { ok, count, ms, error } }: { check: WebSearchCheck }) {
  const t = useTranslations('settings.webSearch')
  return (
    <p className="flex items-center gap-2.5 text-sm leading-6" data-testid="web-search-result">
      {ok ? (
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
      ) : (
        <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      )}
      <span className="min-w-0 break-words">
        {ok ? t('found', { count, time: formatMs(ms ?? 0) }) : error}
      </span>
    </p>
  )
}
