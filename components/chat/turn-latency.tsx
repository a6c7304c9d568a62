'use client'

import { Timer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from '#components/ui/popover.tsx'
import type { PromptFacts } from '#lib/contracts/chat.ts'
import type { RouteDecision } from '#lib/contracts/route.ts'
import type { BrowserTiming, TurnTiming } from '#lib/contracts/timing.ts'
import { formatMs } from './format-ms.ts'
import { RouteReason } from './route-reason.tsx'
import { Waterfall } from './waterfall.tsx'

/** The finished turn's figure; opens its waterfall. */
export function TurnLatency({
  timing,
  browser,
  prompt,
  route,
}: {
  timing: TurnTiming
  browser?: BrowserTiming | undefined
  prompt?: PromptFacts | undefined
  route?: RouteDecision | undefined
}) {
  const t = useTranslations('chat')
  const { ttfbMs, tokensPerSecond } = timing
  return (
    <Popover
      label={t('waterfall.title')}
      trigger={
        <button
          type="button"
          data-testid="ttfb-result"
          data-ttfb-ms={ttfbMs ?? undefined}
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-[13px] text-muted-foreground tabular-nums hover:bg-muted hover:text-foreground data-[state=open]:bg-muted"
        >
          <Timer className="size-3.5" aria-hidden />
          {ttfbMs === null ? t('no-first-token') : `TTFB ${formatMs(ttfbMs)}`}
          {tokensPerSecond !== null && (
            <span className="max-sm:hidden">
              · {tokensPerSecond} {t('facts.tokens-per-second')}
            </span>
          )}
        </button>
      }
    >
      <Waterfall timing={timing} browser={browser} prompt={prompt} />
      {route && <RouteReason decision={route} />}
    </Popover>
  )
}
