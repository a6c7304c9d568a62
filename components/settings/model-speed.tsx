'use client'

import { useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'

/** A model's measured speed in one line. */
export function ModelSpeed({ model }: { model: ModelInfo }) {
  const t = useTranslations('settings.models')
  const { ttfb, tokensPerSecond } = model
  if (!ttfb) return <span>{t('unmeasured')}</span>
  const facts = [
    t('ttfb', { p50: formatMs(ttfb.p50), p95: formatMs(ttfb.p95) }),
    t(ttfb.source, { samples: ttfb.samples }),
    tokensPerSecond !== null && t('tokensPerSecond', { rate: Math.round(tokensPerSecond) }),
  ]
  return <span className="tabular-nums">{facts.filter(Boolean).join(' · ')}</span>
}
