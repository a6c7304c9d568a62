'use client'

import { useTranslations } from 'next-intl'
import type { PromptFacts } from '#lib/contracts/chat/chat.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { TurnWait } from '#lib/contracts/latency/wait.ts'

/** Further details of the turn. */
export function WaterfallFacts({
  timing,
  wait: { basis, reasoningMs, endMs },
  transitMs,
  prompt,
}: {
  timing: TurnTiming
  wait: TurnWait
  transitMs: number | undefined
  prompt: PromptFacts | undefined
}) {
  const t = useTranslations('chat')
  const { ttfbMs, inputTokens, outputTokens, cachedTokens, tokensPerSecond } = timing
  const leftOutText = ({ leftOut, isSummarised }: PromptFacts) =>
    [t('facts.leftOutMessages', { count: leftOut }), isSummarised && `(${t('facts.summarised')})`]
      .filter(Boolean)
      .join(' ')
  const recallText = ({ cache, meaning }: NonNullable<TurnTiming['memory']>) =>
    meaning === 'off' || cache === 'late'
      ? t(`recall.${cache}`)
      : `${t(`recall.${cache}`)} · ${t(`recall.meaning-${meaning}`)}`
  const inputText = (input: number, cached = 0) =>
    cached === 0
      ? String(input)
      : `${input} (${t('facts.cached', { count: cached })}, ${t('facts.read', { count: input - cached })})`
  const prefillText = ({ tokens, cachedTokens: count }: NonNullable<TurnTiming['prefill']>) =>
    t('facts.prefillTokens', { tokens, count })
  const facts: [string, string | null][] = [
    [t('facts.model'), timing.model],
    ['TTFB', ttfbMs === null || basis !== 'wait' ? null : formatMs(ttfbMs)],
    [t('facts.transit'), transitMs === undefined ? null : formatMs(transitMs)],
    [t('facts.reasoning'), reasoningMs === null ? null : formatMs(reasoningMs)],
    [t('facts.total'), formatMs(endMs)],
    [
      t('facts.speed'),
      tokensPerSecond === null ? null : `${tokensPerSecond} ${t('facts.tokens-per-second')}`,
    ],
    [t('facts.input'), inputTokens === null ? null : inputText(inputTokens, cachedTokens)],
    [t('facts.prefill'), timing.prefill ? prefillText(timing.prefill) : null],
    [t('facts.beginning'), timing.promptCache ? t(`facts.${beginningOf(timing)}`) : null],
    [t('facts.leftOut'), prompt?.leftOut ? leftOutText(prompt) : null],
    [t('facts.output'), outputTokens === null ? null : String(outputTokens)],
    [t('facts.connection'), timing.connection ? t(`facts.connection-${timing.connection}`) : null],
    [t('facts.memory'), timing.memory ? recallText(timing.memory) : null],
  ]
  return (
    <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-2 border-t pt-3 text-[13px] sm:grid-cols-3">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className="min-w-0">
              <dt className="text-muted-foreground text-xs">{name}</dt>
              <dd className="break-words font-medium tabular-nums">{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

/** Shorter prompts are in no provider's cache. */
const leastCachedTokens = 1_024

/** How the prompt begins compared with the turn before. */
function beginningOf({ promptCache, cachedTokens, inputTokens }: TurnTiming) {
  const { brokenBy, sameTokens = 0 } = promptCache ?? {}
  if (brokenBy) return `broken-${brokenBy}` as const
  const isForgotten = cachedTokens !== undefined && cachedTokens < (inputTokens ?? 0) / 2
  return isForgotten && sameTokens >= 2 * leastCachedTokens
    ? 'beginning-forgotten'
    : 'beginning-same'
}
