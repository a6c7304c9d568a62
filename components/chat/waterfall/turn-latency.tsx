'use client'

import { Activity, Timer } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { usePageUser } from '#components/app/session-user.tsx'
import { Popover } from '#components/ui/popover.tsx'
import type { PromptFacts } from '#lib/contracts/chat/chat.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { BrowserTiming, TurnTiming } from '#lib/contracts/latency/timing.ts'
import { waitOfTurn } from '#lib/contracts/latency/wait.ts'
import type { RoutingDecision } from '#lib/contracts/models/routing.ts'
import { RoutingReason } from './routing-reason.tsx'
import { Waterfall } from './waterfall.tsx'

/** The finished turn's figures, with a button for its waterfall. */
export function TurnLatency({
  timing,
  browser,
  prompt,
  routing,
  agentId,
}: {
  timing: TurnTiming
  browser?: BrowserTiming | undefined
  prompt?: PromptFacts | undefined
  routing?: RoutingDecision | undefined
  agentId?: string | undefined
}) {
  const t = useTranslations('chat')
  const { role } = usePageUser()
  const { ttfbMs, tokensPerSecond } = timing
  const { basis, totalMs, endMs } = waitOfTurn(timing, browser)
  const figures = [
    basis === 'turn' ? t('no-first-token') : t(`figures.${basis}`, { time: formatMs(totalMs) }),
    t('total-time', { time: formatMs(endMs) }),
    ...(tokensPerSecond === null ? [] : [`${tokensPerSecond} ${t('facts.tokens-per-second')}`]),
  ]
  return (
    <Popover
      label={t('waterfall.title')}
      trigger={
        <button
          type="button"
          data-testid="ttfb-result"
          data-ttfb-ms={ttfbMs ?? undefined}
          data-wait-ms={basis === 'wait' ? totalMs : undefined}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-[13px] text-muted-foreground tabular-nums hover:bg-muted hover:text-foreground data-[state=open]:bg-muted"
        >
          <Timer className="size-3.5" aria-hidden />
          <span className="flex flex-wrap gap-x-1">
            {figures.map((figure, at) => (
              <span key={figure}>{at > 0 ? `· ${figure}` : figure}</span>
            ))}
          </span>
        </button>
      }
    >
      <Waterfall timing={timing} browser={browser} prompt={prompt} />
      {routing && <RoutingReason decision={routing} />}
      {role === 'admin' && agentId && (
        <Link
          href={`/latency?agentId=${encodeURIComponent(agentId)}`}
          className="mt-4 inline-flex items-center gap-1.5 font-medium text-sm underline decoration-border underline-offset-4 hover:decoration-foreground"
        >
          <Activity aria-hidden className="size-4" /> {t('waterfall.diagnose')}
        </Link>
      )}
    </Popover>
  )
}
