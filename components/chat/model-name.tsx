'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { ModelInfo } from '#lib/contracts/model.ts'

export function isSimulated(models: ModelInfo[] | undefined, id: string | undefined): boolean {
  return models?.some((model) => model.id === id && model.simulated) ?? false
}

/** A model's name; one that only simulates says so wherever it appears. */
export function ModelName({ id, isSimulated }: { id: string; isSimulated: boolean }) {
  const t = useTranslations('common')
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span className="truncate">{id}</span>
      {isSimulated && <Badge tone="accent">{t('simulated')}</Badge>}
    </span>
  )
}
