'use client'

import { LoaderCircle, Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { Finding, Fix } from '#lib/contracts/latency/latency.ts'
import { FigureRow } from './figure-row.tsx'
import { useApplyFix } from './use-apply-fix.ts'

/** A fix with the TTFB to expect and a button that applies it. */
export function FixRow({
  fix,
  isBest,
  finding,
  longestMs,
}: {
  fix: Fix
  isBest: boolean
  finding: Finding
  /** The value of the longest bar, milliseconds; null without bars. */
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
  const asked = agentModels(patch)[0]?.[1]
  const expected = expectedTtfbMs === null ? null : formatMs(Math.max(0, expectedTtfbMs))
  const button = (
    <div className="w-full">
      <Button
        variant={isBest ? 'primary' : 'outline'}
        disabled={isBusy}
        onClick={() => void run()}
        className="h-auto min-h-10 w-full whitespace-normal py-2 justify-start text-left"
        data-testid="apply-fix"
      >
        {isBusy ? (
          <LoaderCircle aria-hidden className="animate-spin" />
        ) : (
          isBest && <Sparkles aria-hidden />
        )}
        <span className="wrap-anywhere min-w-0">
          {label}
          {expected && <span className="sr-only"> · {t('expected', { ms: expected })}</span>}
        </span>
      </Button>
      <p role="status" className="wrap-anywhere text-muted-foreground text-xs leading-5">
        {isBusy && (asked ? t('asking', { model: asked }) : t('applying'))}
      </p>
    </div>
  )
  if (expected === null || longestMs === null) return <li className="lg:max-w-104">{button}</li>
  const share = Math.max(0, expectedTtfbMs ?? 0) / longestMs
  return (
    <FigureRow
      figure={expected}
      bar={
        <span
          className="block h-full min-w-1 rounded-full bg-good [forced-color-adjust:none]"
          style={{ width: `${share * 100}%` }}
        />
      }
    >
      {button}
    </FigureRow>
  )
}
