'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { LoadError } from '#components/settings/load-error.tsx'
import { FindingCard } from './finding-card.tsx'
import type { useFindings } from './use-latency.ts'

/** The findings of all agents, worst first, with their fixes. */
export function Findings({
  findings,
  hasTurns,
}: {
  findings: ReturnType<typeof useFindings>
  hasTurns: boolean
}) {
  const t = useTranslations('latency.findings')
  if (findings.error && !findings.data)
    return <LoadError error={findings.error} onRetry={() => findings.mutate()} />
  if (!findings.data) return null
  const { items } = findings.data
  // Without turns the page cannot state that nothing is wrong.
  if (items.length === 0 && !hasTurns) return null
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3" data-testid="findings">
      {items.length === 0 && (
        <p className="flex items-center gap-2.5 rounded-lg border px-4 py-3 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" /> {t('none')}
        </p>
      )}
      {items.map((finding) => (
        <FindingCard key={`${finding.agentId} ${finding.rule}`} finding={finding} />
      ))}
    </section>
  )
}
