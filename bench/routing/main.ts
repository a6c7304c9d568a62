import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { routeModel } from '#lib/agent/route-model.ts'
import type { Route } from '#lib/contracts/route.ts'
import { machine, percentile, saveResult } from '../report.ts'

interface Labelled {
  label: Route
  language: 'en' | 'zh'
  text: string
  /** What the user said before. */
  before?: string
}

/** How often the router agrees with the labels; `--misses` lists where it does not. */
const sets = [
  ['written first, never tuned to', 'held-out'],
  ['written after the last tuning, asked once', 'written-after'],
  ['tuned to', 'tuning'],
] as const

const times: number[] = []
const rows: string[] = []
for (const [title, file] of sets) {
  const path = join(import.meta.dirname, `${file}.json`)
  const prompts: Labelled[] = JSON.parse(readFileSync(path, 'utf8'))
  const judged = prompts.map((prompt) => ({ ...prompt, ...judge(prompt) }))
  for (const miss of judged.filter(({ isRight }) => !isRight)) {
    if (process.argv.includes('--misses') && (file === 'tuning' || process.argv.includes('--all')))
      console.log(file, miss.label, miss.score, miss.signals, miss.text.slice(0, 90))
  }
  const share = (of: (prompt: Labelled) => boolean) => {
    const chosen = judged.filter(of)
    const right = chosen.filter(({ isRight }) => isRight).length
    return `${right} / ${chosen.length} (${Math.round((100 * right) / chosen.length)} %)`
  }
  rows.push(
    `| ${title} | ${share(() => true)} | ${share(({ label }) => label === 'fast')} | ${share(({ label }) => label === 'deep')} | ${share(({ language }) => language === 'en')} | ${share(({ language }) => language === 'zh')} |`,
  )
}

function judge({ text, before = '', label }: Labelled) {
  const p95Ms = { fast: null, deep: null }
  const startedAt = performance.now()
  const { route, score, signals } = routeModel({
    text,
    before,
    hasTools: false,
    p95Ms,
    budgetMs: null,
    wanted: undefined,
  })
  times.push(performance.now() - startedAt)
  return {
    isRight: route === label,
    score,
    signals: signals.map(({ name, weight }) => `${name} ${weight}`).join(', '),
  }
}

const us = (share: number) => `${Math.round(1000 * percentile(times, share))} µs`
saveResult(
  'routing',
  [
    machine(),
    `A decision takes ${us(50)} (p50), ${us(99)} (p99).`,
    '',
    '| prompts | right | easy ones | hard ones | English | Chinese |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n'),
)
console.log(rows.join('\n'), us(50), us(99))
