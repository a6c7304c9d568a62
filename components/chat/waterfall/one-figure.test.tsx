import { readFile } from 'node:fs/promises'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { PageUserContext } from '#components/app/session-user.tsx'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { BrowserTiming, TurnTiming } from '#lib/contracts/latency/timing.ts'
import { type Locale, locales } from '#lib/i18n/locale.ts'
import { createLiveTurn, measureTurn, waitedMs } from '../open-chat/live-turn.ts'
import { TurnLatency } from './turn-latency.tsx'
import { Waterfall } from './waterfall.tsx'

/** The turn as measured by the browser: the wait is 887 ms, the server's part 396 ms. */
const live = {
  ...createLiveTurn(),
  sentAt: 1_000,
  firstFrameAt: 1_310,
  serverMs: 10,
  firstTextAt: 1_700,
  paintedAt: 1_887,
}
const timing: TurnTiming = {
  turnId: 'turn',
  ttfbMs: 396,
  totalMs: 1_200,
  stages: [
    { name: 'auth', startMs: 0, endMs: 8 },
    { name: 'history', startMs: 8, endMs: 60 },
    { name: 'memory', startMs: 8, endMs: 95 },
    { name: 'connect', startMs: 95, endMs: 120 },
    { name: 'model', startMs: 120, endMs: 394 },
    { name: 'flush', startMs: 394, endMs: 396 },
  ],
  inputTokens: 90,
  outputTokens: 80,
  tokensPerSecond: 55,
  model: 'a/b',
}

async function render(locale: Locale, element: ReactElement): Promise<string> {
  const messages = Object.fromEntries(
    await Promise.all(
      ['chat', 'common'].map(async (name) => [
        name,
        JSON.parse(await readFile(`messages/${locale}/${name}.json`, 'utf8')),
      ]),
    ),
  )
  const user = { id: 'u', name: 'Ada', email: 'ada@example.com', role: 'user' as const }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <PageUserContext value={user}>{element}</PageUserContext>
    </NextIntlClientProvider>,
  )
}

/** With reasoning, which the server times and the label above the answer shows as well. */
const thinking = { ...timing, reasoningMs: 200 }

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const numbers = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map(([, figure]) => Number(figure))
const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0)

async function placesOf(locale: Locale, browser: BrowserTiming | undefined) {
  const label = await render(locale, <TurnLatency timing={timing} browser={browser} />)
  const waterfall = await render(locale, <Waterfall timing={timing} browser={browser} />)
  const groups = numbers(waterfall, /data-group="\w+" data-ms="([\d.]+)"/g)
  const verdict = /data-testid="verdict"[^>]*>([^<]+)/.exec(waterfall)?.[1] ?? ''
  return {
    label: textOf(label),
    summary: textOf(waterfall),
    totalMs: numbers(waterfall, /data-total-ms="([\d.]+)"/g)[0] ?? 0,
    groups,
    bars: numbers(waterfall, /flex-grow:([\d.]+)/g).slice(0, groups.length),
    verdict,
    percent: Number(/(\d+) %/.exec(verdict)?.[1]),
  }
}

describe.each(locales)('one turn has one figure (%s)', (locale) => {
  it('is the wait in counter, label, sentence and bar where a browser measured it', async () => {
    const browser = measureTurn(live, timing.ttfbMs ?? 0, 2_300)
    const counted = waitedMs(live) ?? 0
    expect(counted).toBe(887)
    const { label, summary, totalMs, groups, bars, verdict, percent } = await placesOf(
      locale,
      browser,
    )
    expect(totalMs).toBe(counted)
    expect(label).toContain(formatMs(counted))
    expect(label).not.toContain('TTFB')
    expect(summary).toContain(formatMs(counted))
    expect(summary).toMatch(/TTFB.*396 ms/)
    expect(sum(groups)).toBeCloseTo(counted, 6)
    expect(bars).toEqual(groups)
    // The model has 274 of 887 ms; all shares refer to the whole wait.
    expect(percent).toBe(Math.round((274 / counted) * 100))
    expect(verdict).toContain(locale === 'en' ? 'of the wait' : '等待时间')
  })

  it('has thoughts as long in the sentence as above the answer, and their own mark', async () => {
    const browser = { ...measureTurn(live, 396, 2_300), reasoningMs: 520 }
    const waterfall = textOf(
      await render(locale, <Waterfall timing={thinking} browser={browser} />),
    )
    expect(waterfall).toContain('196 ms')
    expect(waterfall).toContain('520 ms')
  })

  it('is TTFB in all of them where none did', async () => {
    const { label, totalMs, groups, verdict, percent } = await placesOf(locale, undefined)
    expect(totalMs).toBe(396)
    expect(label).toContain('TTFB 396 ms')
    expect(sum(groups)).toBeCloseTo(396, 6)
    expect(percent).toBe(Math.round((274 / 396) * 100))
    expect(verdict).toContain('TTFB')
  })
})
