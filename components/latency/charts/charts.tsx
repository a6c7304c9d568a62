'use client'

import { useTranslations } from 'next-intl'
import { lazy } from 'react'
import type { LatencyReport } from '#lib/contracts/latency/latency.ts'
import { ChartCard } from './chart-card.tsx'
import { useChartTables } from './use-chart-tables.ts'

// Recharts is loaded lazily, so that the page's figures do not wait for it.
const TimeChart = lazy(() => import('./time-chart.tsx'))
const DistributionChart = lazy(() => import('./distribution-chart.tsx'))
const StagesChart = lazy(() => import('./stages-chart.tsx'))
const SpeedChart = lazy(() => import('./speed-chart.tsx'))

export function Charts({ report }: { report: LatencyReport }) {
  const t = useTranslations('latency.charts')
  const tables = useChartTables(report)
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <ChartCard title={t('time')} table={tables.time}>
        <TimeChart report={report} />
      </ChartCard>
      <ChartCard title={t('distribution')} table={tables.distribution}>
        <DistributionChart report={report} />
      </ChartCard>
      <ChartCard title={t('stages')} table={tables.stages}>
        <StagesChart report={report} />
      </ChartCard>
      <ChartCard title={t('speed')} table={tables.speed}>
        <SpeedChart report={report} />
      </ChartCard>
    </div>
  )
}
