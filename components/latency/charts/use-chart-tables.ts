'use client'

import { useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency/latency.ts'
import { groupOfStage } from '#lib/contracts/latency/stage-groups.ts'
import { stageNames } from '#lib/contracts/latency/stage-names.ts'
import type { ChartTable } from './chart-card.tsx'
import { useStepText } from './use-step-text.ts'

/** The charts' data as tables. */
export function useChartTables({
  series,
  stepMs,
  distribution,
  stages,
  groups,
}: LatencyReport): Record<'time' | 'distribution' | 'stages' | 'speed', ChartTable> {
  const t = useTranslations('latency.table')
  const stageText = useTranslations('chat.waterfall.names')
  const stepText = useStepText(stepMs)
  const ms = (value: number | undefined) => (value === undefined ? '–' : formatMs(value))
  return {
    time: {
      head: [t('when'), t('waitP50'), t('p50'), t('p95'), t('p99'), t('turns')],
      rows: series.map(({ key, wait, ttfb, count }) => ({
        key,
        cells: [
          stepText(key),
          ms(wait?.p50),
          ms(ttfb?.p50),
          ms(ttfb?.p95),
          ms(ttfb?.p99),
          String(count),
        ],
      })),
    },
    distribution: {
      head: [t('firstToken'), t('turns')],
      rows: distribution.map(({ fromMs, toMs, count }) => ({
        key: String(fromMs),
        cells: [`${formatMs(fromMs)} – ${formatMs(toMs)}`, String(count)],
      })),
    },
    stages: {
      head: [t('stage'), t('share'), 'p50', 'p95'],
      rows: stageNames.flatMap((name) => {
        const stage = stages[name]
        if (!stage) return []
        const percent = Math.round(stage.share * 1_000) / 10
        const isBrowsers = groupOfStage[name] === 'browser'
        const share = t(isBrowsers ? 'ofWait' : 'ofTtfb', { percent })
        const cells = [stageText(name), share, formatMs(stage.p50), formatMs(stage.p95)]
        return [{ key: name, cells }]
      }),
    },
    speed: {
      head: [t('name'), t('p50'), t('speed'), t('turns')],
      rows: groups.map(({ key, ttfb, tokensPerSecond, count }) => ({
        key,
        cells: [key, ms(ttfb?.p50), String(tokensPerSecond ?? '–'), String(count)],
      })),
    },
  }
}
