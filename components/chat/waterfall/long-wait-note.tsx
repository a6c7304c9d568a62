'use client'

import { useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { StageName } from '#lib/contracts/latency/timing.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'

/** From here on the note explains the wait, milliseconds. */
const longWaitMs = 2_000
/** Stages that depend on the provider. */
const providerStages = ['connect', 'model'] as const

/** The reason for the current wait, and the usual TTFB of this model. */
export function LongWaitNote({
  stage,
  sinceMs,
  ttfb,
}: {
  stage: StageName | null
  /** Milliseconds since the send. */
  sinceMs: number
  ttfb: ModelInfo['ttfb']
}) {
  const t = useTranslations('chat.long-wait')
  const waitsFor = providerStages.find((name) => name === stage)
  if (sinceMs < longWaitMs || !waitsFor) return null
  const isUnusual = ttfb !== null && sinceMs > ttfb.p95
  return (
    <span
      role="status"
      className="w-full text-[13px] text-muted-foreground"
      data-testid="long-wait"
    >
      {t(waitsFor)}
      {ttfb &&
        `; ${isUnusual ? t('unusual', { time: formatMs(ttfb.p95) }) : t('usual', { time: formatMs(ttfb.p50) })}`}
    </span>
  )
}
