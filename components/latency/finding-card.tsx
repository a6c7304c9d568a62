'use client'

import { Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { groupColours } from '#components/stage-colours.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatMs } from '#lib/contracts/format-ms.ts'
import type { Finding, Fix } from '#lib/contracts/latency.ts'
import { groupOfStage } from '#lib/contracts/stage-groups.ts'
import { useApplyFix } from './use-apply-fix.ts'

/** What an agent's users wait for, and what the wait would be after each of the ways out. */
export function FindingCard({ finding }: { finding: Finding }) {
  const t = useTranslations('latency.findings')
  const { agentName, rule, stage, share, ttfbMs, turns, cause, evidence, fix, otherFixes } = finding
  const fixes = [fix, ...otherFixes]
  const isOfTurns = rule === 'provider-errors'
  const colour = isOfTurns ? 'bg-danger' : groupColours[groupOfStage[stage ?? 'model']]
  const longestMs = Math.max(ttfbMs, ...fixes.map(({ expectedTtfbMs }) => expectedTtfbMs ?? 0), 1)
  const percent = Math.round(share * 100)
  return (
    <Card className="flex flex-col gap-3" data-testid="finding" data-rule={rule}>
      <div>
        <p className="flex flex-wrap gap-x-1.5 text-[13px] text-muted-foreground">
          <span className="font-medium text-foreground">{agentName}</span>
          <span>· {t('turns', { count: turns })}</span>
        </p>
        <h2 className="wrap-anywhere mt-0.5 text-balance font-semibold text-lg leading-7 tracking-tight">
          {cause}
        </h2>
        <p className="wrap-anywhere mt-1 max-w-3xl text-muted-foreground text-sm leading-6">
          {evidence}
        </p>
      </div>
      <ul className="flex flex-col gap-3 border-t pt-4">
        <Row
          figure={isOfTurns ? `${percent} %` : formatMs(ttfbMs)}
          bar={
            <span
              className="flex h-full overflow-hidden rounded-full bg-muted-foreground/25"
              style={{ width: isOfTurns ? '100%' : `${(ttfbMs / longestMs) * 100}%` }}
            >
              <span className={colour} style={{ width: `${percent}%` }} />
            </span>
          }
        >
          <span className="font-medium">{t('now')}</span>
          {percent > 0 && (
            <span className="text-muted-foreground" data-testid="finding-share" data-share={share}>
              {t(isOfTurns ? 'shareOfTurns' : 'share', { percent })}
            </span>
          )}
        </Row>
        {fixes.map((one, index) => (
          <FixRow
            key={one.label}
            fix={one}
            index={index}
            finding={finding}
            longestMs={isOfTurns ? null : longestMs}
          />
        ))}
      </ul>
    </Card>
  )
}

/** A way to wait, and how long it is: beside each other, on a narrow screen below. */
function Row({ children, bar, figure }: { children: ReactNode; bar: ReactNode; figure: string }) {
  return (
    <li className="grid items-center gap-x-6 gap-y-1.5 lg:grid-cols-[minmax(0,26rem)_1fr]">
      <div className="flex flex-wrap items-baseline gap-x-2 text-sm">{children}</div>
      <div className="flex items-center gap-3">
        <span aria-hidden className="h-2.5 flex-1">
          {bar}
        </span>
        <span className="w-16 shrink-0 text-right font-semibold text-sm tabular-nums">
          {figure}
        </span>
      </div>
    </li>
  )
}

function FixRow({
  fix,
  index,
  finding,
  longestMs,
}: {
  fix: Fix
  index: number
  finding: Finding
  longestMs: number | null
}) {
  const t = useTranslations('latency.findings')
  const apply = useApplyFix()
  const [isBusy, setIsBusy] = useState(false)
  const { label, patch, expectedTtfbMs } = fix
  if (!patch) return <li className="text-sm leading-6">→ {label}.</li>
  async function run() {
    setIsBusy(true)
    await apply(finding, fix)
    setIsBusy(false)
  }
  const expected = expectedTtfbMs === null ? null : formatMs(Math.max(0, expectedTtfbMs))
  const button = (
    <Button
      variant={index === 0 ? 'primary' : 'outline'}
      disabled={isBusy}
      onClick={() => void run()}
      className="h-auto min-h-10 w-full whitespace-normal py-2 justify-start text-left"
      data-testid="apply-fix"
    >
      {index === 0 && <Sparkles aria-hidden />}
      <span className="wrap-anywhere min-w-0">
        {label}
        {expected && <span className="sr-only"> · {t('expected', { ms: expected })}</span>}
      </span>
    </Button>
  )
  if (expected === null) return <li className="lg:max-w-104">{button}</li>
  return (
    <Row
      figure={expected}
      bar={
        longestMs !== null && (
          <span
            className="block h-full min-w-1 rounded-full bg-good"
            style={{ width: `${(Math.max(0, expectedTtfbMs ?? 0) / longestMs) * 100}%` }}
          />
        )
      }
    >
      {button}
    </Row>
  )
}
