'use client'

import { useTranslations } from 'next-intl'
import { groupColours } from '#components/stage-colours.ts'
import { classNames } from '#components/ui/class-names.ts'
import type { PromptFacts } from '#lib/contracts/chat/chat.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import { groupOfStage } from '#lib/contracts/latency/stage-groups.ts'
import type {
  BrowserTiming,
  ModelAttempt,
  Stage,
  TurnTiming,
} from '#lib/contracts/latency/timing.ts'
import { waitOfTurn } from '#lib/contracts/latency/wait.ts'
import type { TimeAxis } from './time-axis.ts'
import { WaterfallAttempts } from './waterfall-attempts.tsx'
import { WaterfallBar } from './waterfall-bar.tsx'
import { WaterfallFacts } from './waterfall-facts.tsx'
import { WaterfallScale } from './waterfall-scale.tsx'
import { WaterfallSummary } from './waterfall-summary.tsx'

/** Share of the wait from which a stage is highlighted. */
const notableShare = 0.1

/** A turn's stages as bars on one time axis. It is a table, so that screen readers can read it. */
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
  const wait = waitOfTurn(timing, browser)
  const { stages, receivedMs } = wait
  const thoughtMs = timing.reasoningMs === undefined ? null : timing.reasoningMs + receivedMs
  const attempts = (timing.attempts ?? []).map((attempt) => onAxis(attempt, receivedMs))
  const spans = [...stages, ...attempts]
  const axis = {
    fromMs: Math.min(0, ...spans.map(({ startMs }) => startMs)),
    untilMs: Math.max(1, wait.totalMs, ...spans.map(({ endMs }) => endMs)),
  }

  return (
    <div data-testid="waterfall">
      <h2 className="sr-only">{t('waterfall.title')}</h2>
      <WaterfallSummary timing={timing} wait={wait} />
      <table className="mt-4 w-full border-collapse text-[13px]">
        <caption className="sr-only">{t(`waterfall.captions.${wait.basis}`)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('waterfall.stage')}</span>
            </th>
            <th scope="col">
              <span className="sr-only">{t('waterfall.span')}</span>
              <WaterfallScale axis={axis} />
            </th>
            <th scope="col">
              <span className="sr-only">{t('waterfall.duration')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <StageRow
              key={`${stage.name}-${stage.tool}-${stage.startMs}`}
              stage={stage}
              axis={axis}
              thoughtMs={stage.name === 'model' ? thoughtMs : null}
            />
          ))}
        </tbody>
        {attempts.length > 0 && <WaterfallAttempts attempts={attempts} axis={axis} />}
      </table>
      <WaterfallFacts timing={timing} wait={wait} transitMs={browser?.transitMs} prompt={prompt} />
    </div>
  )
}

function StageRow({
  stage: { name, startMs, endMs, tool },
  axis,
  thoughtMs,
}: {
  stage: Stage
  axis: TimeAxis
  /** When the first reasoning text arrived. */
  thoughtMs: number | null
}) {
  const t = useTranslations('chat.waterfall')
  const colour = groupColours[groupOfStage[name]]
  const isNotable = endMs - startMs > (axis.untilMs - axis.fromMs) * notableShare
  const hasThought = thoughtMs !== null && thoughtMs > startMs && thoughtMs < endMs
  const emphasis = isNotable ? 'font-semibold' : 'font-normal text-muted-foreground'
  return (
    <tr data-stage={name}>
      <th scope="row" className={classNames('w-24 whitespace-nowrap pr-3 text-left', emphasis)}>
        {tool === undefined ? (
          t(`names.${name}`)
        ) : (
          <span className="block max-w-32 truncate font-mono text-xs" title={tool}>
            {tool}
          </span>
        )}
      </th>
      <td className="w-full">
        <span className="sr-only">
          {t('from-to', { start: formatSigned(startMs), end: formatSigned(endMs) })}
        </span>
        <WaterfallBar
          axis={axis}
          startMs={startMs}
          endMs={endMs}
          className={hasThought ? '' : colour}
        >
          {hasThought && (
            <>
              <div className={colour} style={{ flexGrow: thoughtMs - startMs }} />
              <div
                className={classNames(colour, 'thinking-stripes')}
                style={{ flexGrow: endMs - thoughtMs }}
              />
            </>
          )}
        </WaterfallBar>
      </td>
      <td className={classNames('whitespace-nowrap pl-3 text-right tabular-nums', emphasis)}>
        {formatMs(endMs - startMs)}
      </td>
    </tr>
  )
}

/** Moves an attempt's times from the server's receipt to the turn's begin. */
function onAxis(attempt: ModelAttempt, receivedMs: number): ModelAttempt {
  const { connectedMs } = attempt
  return {
    ...attempt,
    startMs: attempt.startMs + receivedMs,
    endMs: attempt.endMs + receivedMs,
    ...(connectedMs !== undefined && { connectedMs: connectedMs + receivedMs }),
  }
}

function formatSigned(ms: number): string {
  return ms < 0 ? `−${formatMs(-ms)}` : formatMs(ms)
}
