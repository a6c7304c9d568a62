'use client'

import { Activity, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { LoadError } from '#components/settings/load-error.tsx'
import { PageHead } from '#components/settings/section.tsx'
import { useAgents } from '#components/settings/use-model-catalog.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { AppliedFixes } from './applied-fixes.tsx'
import { Charts } from './charts/charts.tsx'
import { FigureTiles } from './figure-tiles.tsx'
import { Filters } from './filters.tsx'
import { Findings } from './findings.tsx'
import { FailureKinds, GroupTable } from './group-table.tsx'
import { LiveNote } from './live-note.tsx'
import { SlowTurns } from './slow-turns.tsx'
import { useFilter } from './use-filter.ts'
import { useFindings, useFixes, useLiveFigures, useReport } from './use-latency.ts'

/** The latency page: how long users wait for the first text, why, and how to shorten it. */
export function LatencyPage() {
  const t = useTranslations('latency')
  const { filter, query, change } = useFilter()
  const live = useLiveFigures()
  const byModel = useReport(query, 'model')
  const byAgent = useReport(query, 'agent')
  const agents = useAgents().data?.items ?? []
  const agentName = (id: string) => agents.find((agent) => agent.id === id)?.name ?? t('deleted')
  const report = byModel.data
  const findings = useFindings(filter.agentId)
  const fixes = useFixes()
  const hasTurns = report !== undefined && report.count > 0
  // Shown together, so that a section that loads later does not move what is being read.
  const isLoading = [byModel, byAgent, findings, fixes].some(({ data, error }) => !data && !error)
  return (
    <div className="h-full overflow-y-auto [scrollbar-gutter:stable] print:h-auto print:overflow-visible">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 pt-5 pb-[max(2.5rem,env(safe-area-inset-bottom))] md:px-8 md:pt-10">
        <div>
          <PageHead as="h1" title={t('title')} text={t('text')}>
            <ExportMenu query={query} isDisabled={!hasTurns} />
          </PageHead>
          <Filters filter={filter} onChange={change} />
          <LiveNote
            key={query}
            turns={report?.count}
            isFailing={(live.error ?? byModel.error) !== undefined}
          />
        </div>
        {!isLoading && (
          <>
            <Findings findings={findings} hasTurns={hasTurns} />
            <AppliedFixes agentId={filter.agentId} fixes={fixes.data?.items ?? []} />
          </>
        )}
        {byModel.error && !report && (
          <LoadError error={byModel.error} onRetry={() => byModel.mutate()} />
        )}
        {isLoading && <Skeleton className="h-[60rem] rounded-lg" />}
        {!isLoading && report?.count === 0 && (
          <EmptyState icon={<Activity />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        )}
        {!isLoading && hasTurns && (
          <>
            <FigureTiles report={report} />
            <Charts report={report} />
            <GroupTable title={t('byModel')} groups={report.groups} nameOf={(key) => key} />
            {byAgent.data && (
              <GroupTable
                title={t('byAgent')}
                groups={byAgent.data.groups}
                budgets={byAgent.data.budgets}
                nameOf={agentName}
              />
            )}
            <FailureKinds kinds={report.failureKinds} />
            <SlowTurns query={query} agentName={agentName} />
          </>
        )}
      </div>
    </div>
  )
}

function ExportMenu({ query, isDisabled }: { query: string; isDisabled: boolean }) {
  const t = useTranslations('latency')
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="outline" size="sm" disabled={isDisabled}>
          <Download /> {t('export')}
        </Button>
      }
    >
      {(['csv', 'json'] as const).map((format) => (
        <MenuItem key={format} asChild>
          <a href={`/api/latency/export?${query}&format=${format}`} download>
            {t(`formats.${format}`)}
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}
