'use client'

import { useTranslations } from 'next-intl'
import type { PromptFacts } from '#lib/contracts/chat.ts'
import type { BrowserTiming, StageName, TurnTiming } from '#lib/contracts/timing.ts'
import { formatMs } from './format-ms.ts'
import { browserStages } from './live-turn.ts'
import { WaterfallAttempts } from './waterfall-attempts.tsx'
import { WaterfallBar } from './waterfall-bar.tsx'

const colours: Record<StageName, string> = {
  request: 'bg-stage-browser',
  auth: 'bg-stage-own',
  agent: 'bg-stage-own',
  history: 'bg-stage-own',
  memory: 'bg-stage-own',
  prompt: 'bg-stage-own',
  connect: 'bg-stage-wire',
  model: 'bg-stage-model',
  flush: 'bg-stage-own',
  paint: 'bg-stage-browser',
}

/** A turn's stages as bars on one time axis: a table, so that it can be read without seeing it. */
export function Waterfall({
  timing,
  browser,
  prompt,
}: {
  timing: TurnTiming
  browser?: BrowserTiming | undefined
  prompt?: PromptFacts | undefined
}) {
  const t = useTranslations('chat')
  const stages = [
    ...timing.stages,
    ...(browser ? browserStages(browser, timing.ttfbMs ?? 0) : []),
  ].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
  const { attempts = [] } = timing
  const spans = [...stages, ...attempts]
  const axis = {
    fromMs: Math.min(0, ...spans.map(({ startMs }) => startMs)),
    untilMs: Math.max(1, timing.ttfbMs ?? timing.totalMs, ...spans.map(({ endMs }) => endMs)),
  }

  return (
    <div data-testid="waterfall">
      <h3 className="font-semibold text-sm">{t('waterfall.title')}</h3>
      <Verdict timing={timing} />
      <table className="mt-3 w-full border-separate border-spacing-y-0.5 text-[13px]">
        <caption className="sr-only">{t('waterfall.caption')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('waterfall.stage')}</th>
            <th scope="col">{t('waterfall.span')}</th>
            <th scope="col">{t('waterfall.duration')}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ name, startMs, endMs }) => (
            <tr key={`${name}-${startMs}`} data-stage={name}>
              <th
                scope="row"
                className="w-24 whitespace-nowrap pr-3 text-left font-normal text-muted-foreground"
              >
                {t(`waterfall.names.${name}`)}
              </th>
              <td className="w-full">
                <span className="sr-only">
                  {t('waterfall.from-to', {
                    start: formatSigned(startMs),
                    end: formatSigned(endMs),
                  })}
                </span>
                <WaterfallBar
                  axis={axis}
                  startMs={startMs}
                  endMs={endMs}
                  className={colours[name]}
                />
              </td>
              <td className="whitespace-nowrap pl-3 text-right font-mono text-xs tabular-nums">
                {formatMs(endMs - startMs)}
              </td>
            </tr>
          ))}
        </tbody>
        {attempts.length > 0 && <WaterfallAttempts attempts={attempts} axis={axis} />}
      </table>
      <Facts timing={timing} transitMs={browser?.transitMs} prompt={prompt} />
    </div>
  )
}

/** The stage that took most of the wait, in a sentence. */
function Verdict({ timing }: { timing: TurnTiming }) {
  const t = useTranslations('chat')
  const { ttfbMs, stages } = timing
  if (ttfbMs === null || ttfbMs <= 0 || stages.length === 0) return null
  const longest = stages.reduce((a, b) => (b.endMs - b.startMs > a.endMs - a.startMs ? b : a))
  const share = Math.min(1, (longest.endMs - longest.startMs) / ttfbMs)
  return (
    <p className="mt-1 text-muted-foreground text-sm">
      {t('waterfall.verdict', {
        share: Math.round(share * 100),
        total: formatMs(ttfbMs),
        stage: t(`waterfall.names.${longest.name}`),
      })}
    </p>
  )
}

function Facts({
  timing,
  transitMs,
  prompt,
}: {
  timing: TurnTiming
  transitMs: number | undefined
  prompt: PromptFacts | undefined
}) {
  const t = useTranslations('chat')
  const { ttfbMs, reasoningMs, totalMs, inputTokens, outputTokens, cachedTokens, tokensPerSecond } =
    timing
  const leftOutText = ({ leftOut, isSummarised }: PromptFacts) =>
    [t('facts.leftOutMessages', { count: leftOut }), isSummarised && `(${t('facts.summarised')})`]
      .filter(Boolean)
      .join(' ')
  const recallText = ({ cache, meaning }: NonNullable<TurnTiming['memory']>) =>
    meaning === 'off' || cache === 'late'
      ? t(`recall.${cache}`)
      : `${t(`recall.${cache}`)} · ${t(`recall.meaning-${meaning}`)}`
  const facts: [string, string | null][] = [
    ['TTFB', ttfbMs === null ? null : formatMs(ttfbMs)],
    [t('facts.transit'), transitMs === undefined ? null : formatMs(transitMs)],
    [t('facts.reasoning'), reasoningMs === undefined ? null : formatMs(reasoningMs)],
    [t('facts.total'), formatMs(totalMs)],
    [
      t('facts.speed'),
      tokensPerSecond === null ? null : `${tokensPerSecond} ${t('facts.tokens-per-second')}`,
    ],
    [
      t('facts.input'),
      inputTokens === null
        ? null
        : `${inputTokens}${cachedTokens ? ` (${t('facts.cached', { count: cachedTokens })})` : ''}`,
    ],
    [t('facts.leftOut'), prompt?.leftOut ? leftOutText(prompt) : null],
    [t('facts.output'), outputTokens === null ? null : String(outputTokens)],
    [t('facts.model'), timing.model],
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

function formatSigned(ms: number): string {
  return ms < 0 ? `−${formatMs(-ms)}` : formatMs(ms)
}
