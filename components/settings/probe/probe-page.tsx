'use client'

import { Gauge, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { Field, Select, Textarea } from '#components/ui/field.tsx'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { ModelCorrections } from '../corrections/model-corrections.tsx'
import { LoadError } from '../load-error.tsx'
import { ModelPicker } from '../model-picker.tsx'
import { PageHead } from '../section.tsx'
import { useAgents, useModels } from '../use-model-catalog.ts'
import { CostNote } from './cost-note.tsx'
import { ProbeTable } from './probe-table.tsx'
import { useProbe } from './use-probe.ts'

const mostModels = 20
const runChoices = [1, 3, 5, 10, 20]

/** Measures the chosen models now, side by side. */
export function ProbePage() {
  const t = useTranslations('settings.probe')
  const models = useModels()
  const agents = useAgents()
  const error = models.error ?? agents.error
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      {models.data && agents.data ? (
        <ProbeForm
          models={models.data.items}
          start={[...new Set(agents.data.items.map(({ model }) => model))].slice(0, mostModels)}
        />
      ) : error ? (
        <LoadError error={error} onRetry={() => Promise.all([models.mutate(), agents.mutate()])} />
      ) : (
        <Skeleton className="h-72 rounded-lg" />
      )}
      {models.data && (
        <div className="mt-5">
          <ModelCorrections />
        </div>
      )}
    </>
  )
}

/** @param start the models that are selected at first: those that agents use */
function ProbeForm({ models, start }: { models: ModelInfo[]; start: string[] }) {
  const t = useTranslations('settings.probe')
  const probe = useProbe()
  const [ids, setIds] = useState(start)
  const [runs, setRuns] = useState(5)
  const [prompt, setPrompt] = useState('')
  const { isRunning } = probe

  function measure() {
    const own = prompt.trim()
    void probe.start({ models: ids, runs, ...(own && { prompt: own }) })
  }

  return (
    <div className="flex flex-col gap-4">
      {ids.length > 0 ? (
        <ProbeTable
          ids={ids}
          models={models}
          probe={probe}
          onRemove={(gone) => setIds(ids.filter((id) => id !== gone))}
        />
      ) : (
        <EmptyState icon={<Gauge aria-hidden />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
      {!isRunning && ids.length < mostModels && (
        <ModelPicker
          value={null}
          emptyLabel={t('add')}
          label={t('add')}
          testId="probe-add"
          onChange={(id) => id && !ids.includes(id) && setIds([...ids, id])}
        />
      )}
      <div className="rounded-lg border bg-card p-5">
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <Field label={t('runs')} className="w-28">
            {(control) => (
              <Select
                {...control}
                value={runs}
                disabled={isRunning}
                onChange={(event) => setRuns(Number(event.target.value))}
              >
                {runChoices.map((choice) => (
                  <option key={choice}>{choice}</option>
                ))}
              </Select>
            )}
          </Field>
          {isRunning ? (
            <Button variant="outline" onClick={probe.stop} data-testid="probe-stop">
              <Square aria-hidden /> {t('stop')}
            </Button>
          ) : (
            <Button onClick={measure} disabled={ids.length === 0} data-testid="probe-start">
              <Gauge aria-hidden /> {t('start')}
            </Button>
          )}
        </div>
        <CostNote ids={ids} models={models} runs={runs} promptChars={prompt.length} />
        <details className="mt-3">
          <summary className="w-fit rounded-sm text-muted-foreground text-sm hover:text-foreground">
            {t('ownPrompt')}
          </summary>
          <Field label={t('prompt')} help={t('promptHelp')} className="mt-3">
            {(control) => (
              <Textarea
                {...control}
                value={prompt}
                maxLength={4_000}
                disabled={isRunning}
                onChange={(event) => setPrompt(event.target.value)}
              />
            )}
          </Field>
        </details>
      </div>
      <div aria-live="polite">
        {probe.error && (
          <p role="alert" className="rounded-lg bg-danger-soft px-4 py-3 text-sm leading-6">
            {probe.error}
          </p>
        )}
        <span className="sr-only">{isRunning && t('measuring')}</span>
      </div>
    </div>
  )
}
