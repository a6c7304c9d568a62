'use client'

import { CircleCheck, Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { useSWRConfig } from 'swr'
import { callApi } from '#components/api-client.ts'
import { formatMs } from '#components/chat/format-ms.ts'
import { LoadError } from '#components/settings/load-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { useErrorText } from '#components/use-error-text.ts'
import type { AppliedFix, Finding, Fix } from '#lib/contracts/latency.ts'
import { useFindings } from './use-latency.ts'

/** What agents' users wait for, worst first, with the ways out. */
export function Findings({ agentId, hasTurns }: { agentId: string; hasTurns: boolean }) {
  const t = useTranslations('latency.findings')
  const findings = useFindings(agentId)
  if (findings.error && !findings.data)
    return <LoadError error={findings.error} onRetry={() => findings.mutate()} />
  if (!findings.data) return <Skeleton className="h-32 rounded-lg" />
  const { items } = findings.data
  // Without turns nothing is known to be well either.
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

function FindingCard({ finding }: { finding: Finding }) {
  const t = useTranslations('latency.findings')
  const { agentName, rule, share, cause, evidence, fix, otherFixes } = finding
  const fixes = [fix, ...otherFixes]
  const percent = Math.round(share * 100)
  return (
    <Card className="flex flex-col gap-3" data-testid="finding" data-rule={rule}>
      <div>
        <p className="text-[13px] text-muted-foreground">{agentName}</p>
        <h2 className="mt-0.5 text-balance font-semibold text-lg leading-7 tracking-tight">
          {cause}
        </h2>
      </div>
      {percent > 0 && (
        <div className="flex items-center gap-3">
          <div aria-hidden className="h-2 flex-1 overflow-hidden rounded-full bg-muted">
            <div className="h-full rounded-full bg-stage-model" style={{ width: `${percent}%` }} />
          </div>
          <span
            className="font-medium text-sm tabular-nums"
            data-testid="finding-share"
            data-share={share}
          >
            {t(rule === 'provider-errors' ? 'shareOfTurns' : 'share', { percent })}
          </span>
        </div>
      )}
      <p className="max-w-prose text-muted-foreground text-sm leading-6">{evidence}</p>
      <div className="flex flex-wrap gap-2">
        {fixes.map((one, index) => (
          <FixButton key={one.label} fix={one} index={index} finding={finding} />
        ))}
      </div>
    </Card>
  )
}

function FixButton({ fix, index, finding }: { fix: Fix; index: number; finding: Finding }) {
  const t = useTranslations('latency.findings')
  const apply = useApplyFix()
  const [isBusy, setIsBusy] = useState(false)
  const { label, patch, expectedTtfbMs } = fix
  if (!patch) return <p className="text-sm leading-6">→ {label}.</p>
  async function run() {
    setIsBusy(true)
    await apply(finding, index)
    setIsBusy(false)
  }
  return (
    <Button
      variant={index === 0 ? 'primary' : 'outline'}
      disabled={isBusy}
      onClick={() => void run()}
      className="h-auto min-h-10 max-w-full whitespace-normal py-2 text-left"
      data-testid="apply-fix"
    >
      {index === 0 && <Sparkles aria-hidden />}
      <span>
        {label}
        {expectedTtfbMs !== null && (
          <span className="font-normal opacity-75">
            {' '}
            · {t('expected', { ms: formatMs(Math.max(0, expectedTtfbMs)) })}
          </span>
        )}
      </span>
    </Button>
  )
}

/** Applies a fix, says so, and offers to take it back. */
function useApplyFix() {
  const t = useTranslations('latency.findings')
  const errorText = useErrorText()
  const { mutate } = useSWRConfig()
  const refresh = () =>
    mutate((key) => typeof key === 'string' && /^\/api\/(latency|agents)/.test(key))

  async function undo(id: string) {
    try {
      await callApi('POST', `/api/latency/fixes/${id}/undo`)
      toast.success(t('undone'))
    } catch (error) {
      toast.error(errorText(error))
    }
    await refresh()
  }
  return async ({ agentId, rule }: Finding, index: number) => {
    try {
      const body = { agentId, rule, index }
      const { id, label } = await callApi<AppliedFix>('POST', '/api/latency/fixes', body)
      toast.success(t('applied', { label }), {
        action: { label: t('undo'), onClick: () => void undo(id) },
        duration: 10_000,
      })
    } catch (error) {
      toast.error(errorText(error))
    }
    await refresh()
  }
}
