'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/button.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { BreakerBadge } from '../breaker-badge.tsx'
import { ModelSpeed } from '../model-speed.tsx'
import { SimulatedBadge } from '../simulated-badge.tsx'
import { RunPlot } from './run-plot.tsx'
import type { Probe, ProbedModel } from './use-probe.ts'

/** The chosen models side by side, with their earlier figures and those of this probe. */
export function ProbeTable({
  ids,
  models,
  probe,
  onRemove,
}: {
  ids: string[]
  models: ModelInfo[]
  probe: Probe
  onRemove: (id: string) => void
}) {
  const t = useTranslations('settings.probe')
  const figures = Object.values(probe.models)
    .flatMap(({ runs }) => runs)
    .flatMap((run) => ('measured' in run ? [run.measured.ttfbMs] : []))
  const untilMs = Math.max(1, ...figures)
  const columns = ['connect', 'reasoning', 'speed'] as const
  return (
    <Table
      label={t('caption')}
      data-testid="probe-table"
      className="bg-card [&_td]:px-3 [&_th]:px-3"
    >
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr>
          <Th>{t('model')}</Th>
          <Th className="text-right">TTFB</Th>
          <Th className="max-sm:hidden">
            {t('answers')}
            {figures.length > 0 && (
              <span className="font-normal"> · {t('scale', { until: formatMs(untilMs) })}</span>
            )}
          </Th>
          {columns.map((name) => (
            <Th key={name} className="text-right max-lg:hidden">
              {t(name)}
            </Th>
          ))}
          <Th>
            <span className="sr-only">{t('remove')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => (
          <Row
            key={id}
            id={id}
            info={models.find((model) => model.id === id)}
            probed={probe.models[id]}
            isRunning={probe.isRunning}
            untilMs={untilMs}
            onRemove={() => onRemove(id)}
          />
        ))}
      </tbody>
    </Table>
  )
}

function Row({
  id,
  info,
  probed,
  isRunning,
  untilMs,
  onRemove,
}: {
  id: string
  info: ModelInfo | undefined
  probed: ProbedModel | undefined
  isRunning: boolean
  untilMs: number
  onRemove: () => void
}) {
  const t = useTranslations('settings.probe')
  const result = probed?.result
  const facts = {
    connect: result?.connectMs == null ? null : formatMs(result.connectMs),
    reasoning: result?.reasoningMs === undefined ? null : formatMs(result.reasoningMs),
    speed:
      result?.tokensPerSecond == null
        ? null
        : t('tokensPerSecond', { rate: Math.round(result.tokensPerSecond) }),
  }
  const shown = Object.entries(facts).filter((fact) => fact[1] !== null)
  const failure = probed?.runs.findLast((run) => 'failure' in run)
  return (
    <tr data-testid="probe-row" data-model={id}>
      <Td className="min-w-44 max-w-64">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="wrap-anywhere min-w-0 font-medium">{id}</span>
          {info?.simulated && <SimulatedBadge />}
          <BreakerBadge breaker={info?.breaker} />
        </span>
        <span className="block text-muted-foreground text-xs leading-5">
          {probed ? (
            <span className="tabular-nums lg:hidden">
              {shown.map(([name, value]) => (
                <span key={name} className="mr-2 inline-block">
                  {t(name as keyof typeof facts)} {value}
                </span>
              ))}
            </span>
          ) : (
            info && <ModelSpeed model={info} />
          )}
        </span>
        {failure && (
          <span className="wrap-anywhere block text-danger text-xs leading-5">
            {t('failures', { count: result?.failures ?? 1 })} {failure.failure}
          </span>
        )}
      </Td>
      <Td className="whitespace-nowrap text-right tabular-nums">
        {probed ? <Ttfb probed={probed} isRunning={isRunning} /> : <NotMeasured />}
      </Td>
      <Td className="max-sm:hidden">
        {probed ? <RunPlot runs={probed.runs} untilMs={untilMs} /> : <NotMeasured />}
      </Td>
      {Object.entries(facts).map(([name, value]) => (
        <Td key={name} className="whitespace-nowrap text-right tabular-nums max-lg:hidden">
          {value ?? <NotMeasured />}
        </Td>
      ))}
      <Td className="w-10 !px-1">
        {!isRunning && (
          <IconButton label={t('removeModel', { id })} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </Td>
    </tr>
  )
}

function NotMeasured() {
  return <span className="text-muted-foreground">–</span>
}

/** The figures of a finished model; the progress of an unfinished one. */
function Ttfb({ probed, isRunning }: { probed: ProbedModel; isRunning: boolean }) {
  const t = useTranslations('settings.probe')
  const { runs, result } = probed
  if (result) {
    if (!result.ttfbMs) return <span className="text-danger">{t('failed')}</span>
    return (
      <>
        <span className="block font-semibold" data-testid="probe-p50">
          {formatMs(result.ttfbMs.p50)}
        </span>
        <span className="block text-muted-foreground text-xs">
          {t('p95', { p95: formatMs(result.ttfbMs.p95) })}
        </span>
      </>
    )
  }
  const last = runs.findLast((run) => 'measured' in run)
  return (
    <span className="text-muted-foreground text-xs">
      {last && <span className="block text-sm">{formatMs(last.measured.ttfbMs)}</span>}
      {isRunning
        ? t('running', { done: runs.length, runs: runs[0]?.runs ?? 0 })
        : t('stopped', { done: runs.length })}
    </span>
  )
}
