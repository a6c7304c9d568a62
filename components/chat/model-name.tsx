'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { ModelInfo } from '#lib/contracts/model.ts'

/** A model's name; one that only simulates says so wherever it appears. */
export function ModelName({ id, models }: { id: string; models: ModelInfo[] | undefined }) {
  const t = useTranslations('common')
  const isSimulated = models?.some((model) => model.id === id && model.simulated) ?? false
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span className="truncate">{id}</span>
      {isSimulated && <Badge tone="accent">{t('simulated')}</Badge>}
    </span>
  )
}
