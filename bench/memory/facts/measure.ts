import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import { createMemory } from '#lib/memory/create-memory.ts'
import type { Services } from '#lib/server/services.ts'
import { factsOf } from './facts.ts'
import { people } from './person.ts'
import { type Kind, type Question, questionsOf } from './questions.ts'

interface Outcome {
  question: Question
  language: string
  /** Keys of the facts that entered the prompt. */
  found: string[]
  tokens: number
}

const kinds: Kind[] = ['paraphrase', 'when', 'before', 'negation', 'two facts', 'none known']

/** What of people's facts enters the prompt of 800 labelled questions, in the agents' usual settings. */
export async function measureFacts({ database }: Services): Promise<string> {
  const memory = createMemory(database, {
    onError(error) {
      throw error
    },
    findEmbedder: () => null,
    onUnembedded: async () => undefined,
  })
  const outcomes = { untouched: [] as Outcome[], 'worked on': [] as Outcome[] }
  let factCount = 0
  for (const person of people) {
    const userId = crypto.randomUUID()
    const email = `${userId}@lumos.test`
    await database.prisma.user.create({ data: { id: userId, name: 'Bench', email } })
    const facts = factsOf(person)
    factCount += facts.length
    const items = facts.map(({ text, endedOn }) => ({ text, validTo: endedOn ?? null }))
    await memory.importMemories(userId, items)
    const keyOf = new Map(facts.map(({ text, key }) => [text, key]))
    for (const half of ['untouched', 'worked on'] as const)
      for (const question of questionsOf(person, half)) {
        const { items: recalled } = await memory.recall({
          ...{ userId, agentId: 'bench', query: question.text },
          ...{ limit: 3, budgetTokens: 400, deadlineMs: 10_000 },
        })
        const found = recalled.map(({ text }) => keyOf.get(text) ?? '')
        const tokens = recalled.reduce((sum, { text }) => sum + estimateTokens(text), 0)
        outcomes[half].push({ question, language: person.language, found, tokens })
      }
  }
  const title = `${people.length} people, ${factCount} facts`
  const halves = Object.entries(outcomes).map(([half, results]) => table(half, results))
  return [title, ...halves].join('\n\n')
}

function table(half: string, outcomes: Outcome[]): string {
  const lines = [
    `| ${half} half, ${outcomes.length} questions | recall@3 | precision | nothing enters | tokens |`,
    '|---|---:|---:|---:|---:|',
  ]
  const row = (name: string, some: Outcome[]) => {
    const asked = some.filter(({ question }) => question.answers.length > 0)
    const recall = mean(asked, ({ question, found }) => share(question.answers, found))
    const entered = some.flatMap(({ question, found }) =>
      found.map((key) => Number(question.answers.includes(key))),
    )
    const precision = mean(entered, (hit) => hit)
    const empty = mean(some, ({ found }) => Number(found.length === 0))
    const tokens = some.reduce((sum, outcome) => sum + outcome.tokens, 0) / some.length
    const figures = [recall, precision, empty].map((value) =>
      Number.isNaN(value) ? '–' : (100 * value).toFixed(1),
    )
    lines.push(`| ${name} | ${[...figures, tokens.toFixed(1)].join(' | ')} |`)
  }
  for (const kind of kinds)
    row(
      kind,
      outcomes.filter(({ question }) => question.kind === kind),
    )
  for (const language of ['en', 'zh'])
    row(
      language === 'en' ? 'all in English' : 'all in Chinese',
      outcomes.filter((outcome) => outcome.language === language),
    )
  row('all', outcomes)
  return lines.join('\n')
}

function share(wanted: string[], found: string[]): number {
  return wanted.filter((key) => found.includes(key)).length / wanted.length
}

function mean<T>(list: T[], value: (item: T) => number): number {
  return list.reduce((sum, item) => sum + value(item), 0) / list.length
}
