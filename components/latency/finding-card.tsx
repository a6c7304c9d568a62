'use client'

import { useTranslations } from 'next-intl'
import { groupColours } from '#components/stage-colours.ts'
import { Card } from '#components/ui/card.tsx'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { Finding } from '#lib/contracts/latency/latency.ts'
import { groupOfStage } from '#lib/contracts/latency/stage-groups.ts'
import { FigureRow } from './figure-row.tsx'
import { FixRow } from './fix-row.tsx'

/** A finding: the cause of an agent's wait, and the TTFB to expect from each of its fixes. */
export function FindingCard({ finding }: { finding: Finding }) {
  const t = useTranslations('latency.findings')
  const { agentName, rule, stage, basis, share, turns, cause, evidence, fix, otherFixes } = finding
  const fixes = [fix, ...otherFixes]
  const isOfTurns = basis === 'turns'
  const nowMs = finding.waitMs ?? finding.ttfbMs
  const colour = isOfTurns ? 'bg-danger' : groupColours[groupOfStage[stage ?? 'prompt']]
  const longestMs = Math.max(nowMs, ...fixes.map(({ expectedTtfbMs }) => expectedTtfbMs ?? 0), 1)
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
        <FigureRow
          figure={isOfTurns ? `${percent} %` : formatMs(nowMs)}
          bar={
            <span
              className="flex h-full overflow-hidden rounded-full bg-muted-foreground/25 [forced-color-adjust:none]"
              style={{ width: isOfTurns ? '100%' : `${(nowMs / longestMs) * 100}%` }}
            >
              <span className={colour} style={{ width: `${percent}%` }} />
            </span>
          }
        >
          <span className="font-medium">{t(`now.${basis}`)}</span>
          {percent > 0 && (
            <span
              className="text-muted-foreground"
              data-testid="finding-share"
              data-share={share}
              data-basis={basis}
            >
              {t(`share.${basis}`, { percent })}
            </span>
          )}
        </FigureRow>
        {fixes.map((one, index) => (
          <FixRow
            key={one.label}
            fix={one}
            isBest={index === 0}
            finding={finding}
            longestMs={isOfTurns ? null : longestMs}
          />
        ))}
      </ul>
    </Card>
  )
}
