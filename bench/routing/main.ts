import { decideRouting } from '#lib/agent/routing/decide-routing.ts'
import type { Weights } from '#lib/agent/routing/score.ts'
import { machine, percentile, saveResult } from '../report.ts'
import { learnWeights } from './learn-weights.ts'
import { type Labelled, readPrompts, trainingPrompts, trainingSets } from './prompts.ts'

/** Agreement of the router with the labels; `--misses` lists the disagreements. */
const titles = {
  'strangers-1': 'written before the router was read',
  'strangers-2': 'written after the first learning, asked once (94 %) and learned since',
  'written-after': 'written after the word lists, asked once',
  tuning: 'the word lists were tuned to',
  various: 'hard to tell: short hard ones, long easy ones, no telltale words',
  independent: 'of an independent hand that never saw the router or other prompts, learned since',
  'fresh-learned': 'written before the router was read again: the half that was learned',
  'many-styles': 'in the styles of many writers, asked once (95 %) and learned since',
}
const folds = 10

const times: number[] = []
const judged = crossValidated(trainingPrompts())
const rows = [
  rowOf(
    'never learned from, never tuned to',
    readPrompts('held-out').map((each) => judge(each)),
  ),
  rowOf(
    'written before the router was read again: the half that was never learned from',
    readPrompts('fresh-untouched').map((each) => judge(each)),
  ),
  ...trainingSets.map((set) =>
    rowOf(
      titles[set],
      judged.filter((each) => each.set === set),
    ),
  ),
]
if (process.argv.includes('--misses'))
  for (const { label, text, signals } of judged.filter(({ isRight }) => !isRight))
    console.log(label, text.slice(0, 90), signals)

/** Cross-validation: each prompt is judged by weights learned without its fold. */
function crossValidated(prompts: ReturnType<typeof trainingPrompts>) {
  return Array.from({ length: folds }, (_, fold) => {
    const weights = learnWeights(prompts.filter((_, index) => index % folds !== fold))
    return prompts
      .filter((_, index) => index % folds === fold)
      .map((prompt) => judge(prompt, weights))
  }).flat()
}

function judge<Prompt extends Labelled>(prompt: Prompt, weights?: Weights) {
  const { text, before, hasTools = false } = prompt
  const p95Ms = { fast: null, deep: null }
  const startedAt = performance.now()
  const { route, signals } = decideRouting(
    {
      text,
      before: before ? [before] : [],
      hasTools,
      p95Ms,
      budgetMs: null,
      isFailing: { fast: false, deep: false },
      wanted: undefined,
    },
    weights,
  )
  times.push(performance.now() - startedAt)
  return {
    ...prompt,
    isRight: route === prompt.label,
    signals: signals.map(({ name, weight }) => `${name} ${weight}`).join(', '),
  }
}

function rowOf(title: string, judged: (Labelled & { isRight: boolean })[]): string {
  const share = (of: (prompt: Labelled) => boolean) => {
    const chosen = judged.filter(of)
    const right = chosen.filter(({ isRight }) => isRight).length
    return `${right} / ${chosen.length} (${Math.round((100 * right) / chosen.length)} %)`
  }
  const cells = [
    share(() => true),
    share(({ label }) => label === 'fast'),
    share(({ label }) => label === 'deep'),
    share(({ language }) => language === 'en'),
    share(({ language }) => language === 'zh'),
  ]
  return `| ${title} | ${cells.join(' | ')} |`
}

const us = (share: number) => `${Math.round(1000 * percentile(times, share))} µs`
saveResult(
  'routing',
  [
    machine(),
    `A decision takes ${us(50)} (p50), ${us(99)} (p99). All rows but the first two: cross-validation in ${folds} parts, each prompt judged by weights learned without it.`,
    '',
    '| prompts | right | easy ones | hard ones | English | Chinese |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n'),
)
console.log(rows.join('\n'), us(50), us(99))
