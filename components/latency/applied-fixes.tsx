'use client'

import { ArrowRight, Undo2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { AppliedFix } from '#lib/contracts/latency/latency.ts'
import { useUndoFix } from './use-undo-fix.ts'

/** The applied fixes, the change of TTFB after each, and a button to undo it. */
export function AppliedFixes({
  agentId,
  fixes: all,
}: {
  /** Empty selects all agents. */
  agentId: string
  fixes: AppliedFix[]
}) {
  const t = useTranslations('latency.fixes')
  const fixes = all.filter((fix) => agentId === '' || fix.agentId === agentId)
  if (fixes.length === 0) return null
  return (
    <section aria-labelledby="applied-fixes" className="rounded-lg border bg-card">
      <h2 id="applied-fixes" className="px-5 pt-4 font-semibold text-[15px]">
        {t('title')}
      </h2>
      <ul className="divide-y" data-testid="applied-fixes">
        {fixes.map((fix) => (
          <FixRow key={fix.id} fix={fix} />
        ))}
      </ul>
    </section>
  )
}

function FixRow({ fix }: { fix: AppliedFix }) {
  const t = useTranslations('latency.fixes')
  const format = useFormatter()
  const undo = useUndoFix()
  const when = format.relativeTime(new Date(fix.appliedAt), new Date())
  return (
    <li
      className="flex flex-wrap items-center gap-x-6 gap-y-2 px-5 py-3.5"
      data-testid="applied-fix"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium text-sm">{fix.label}</p>
        <p className="text-[13px] text-muted-foreground">
          {[fix.agentName, fix.appliedBy, when, fix.undoneAt && t('undone')]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <BeforeAfter fix={fix} />
      {!fix.undoneAt && (
        <Button variant="outline" size="sm" onClick={() => void undo(fix.id)}>
          <Undo2 /> {t('undo')}
        </Button>
      )}
    </li>
  )
}

function BeforeAfter({ fix }: { fix: AppliedFix }) {
  const { before, after } = fix
  const t = useTranslations('latency.fixes')
  if (!before || (fix.undoneAt && !after)) return null
  const times = after && after.ttfbMs > 0 ? before.ttfbMs / after.ttfbMs : null
  return (
    <p
      className="flex items-baseline gap-2 tabular-nums"
      data-testid="before-after"
      data-times={times ?? undefined}
    >
      <span className="text-muted-foreground text-sm">TTFB {formatMs(before.ttfbMs)}</span>
      <ArrowRight aria-label={t('to')} className="size-3.5 self-center text-muted-foreground" />
      {after ? (
        <>
          <span className="font-semibold text-lg">{formatMs(after.ttfbMs)}</span>
          {times !== null && times >= 1.1 && (
            <span className="font-medium text-good text-sm">
              {t('times', { times: times >= 10 ? Math.round(times) : Math.round(times * 10) / 10 })}
            </span>
          )}
        </>
      ) : (
        <span className="text-muted-foreground text-sm">{t('noTurnsYet')}</span>
      )}
    </p>
  )
}
