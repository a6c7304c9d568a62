import { type AgentCreate, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import type { FindingRule } from '#lib/contracts/latency/latency.ts'
import { between, type Random } from '#lib/simulator/seeded-random.ts'
import { type ModelTurn, model, type TurnShape } from './turn-shape.ts'

/** An agent with the way its turns go, and what the diagnosis finds in them. */
export interface SeedAgent {
  id: string
  settings: AgentCreate
  /** Its part of all turns, relative to the others. */
  weight: number
  finding: FindingRule | null
  shape: (random: Random) => TurnShape
}

const fast = 'demo/demo-fast'
const flash = 'demo/glm-4-flash'
const thinking = 'demo/glm-4.6'

function agent(fields: Partial<AgentCreate> & { name: string; model: string }): AgentCreate {
  return agentCreateSchema.parse({
    instructions: 'You are a friendly and precise assistant. Answer in the language of the user.',
    ...fields,
  })
}

const quick = (random: Random): ModelTurn => model(random, { modelMs: [240, 420] })
const medium = (random: Random): ModelTurn => model(random, { modelMs: [550, 850] })

export const seedAgents: SeedAgent[] = [
  {
    id: 'seed-everyday',
    settings: agent({ name: 'Everyday', description: 'For all small things.', model: fast }),
    weight: 10,
    finding: null,
    shape: quick,
  },
  {
    id: 'seed-research',
    settings: agent({
      name: 'Research',
      description: 'Reasons for a long while before it answers.',
      model: thinking,
    }),
    weight: 3,
    finding: 'unasked-reasoning',
    shape: (random) => model(random, { modelMs: [22_000, 30_000], reasoningShare: 0.9 }),
  },
  {
    id: 'seed-support',
    settings: agent({
      name: 'Support desk',
      description: 'Gathers its text before it sends it.',
      model: flash,
      streaming: {
        ...agentCreateSchema.parse({ name: 'x', model: flash }).streaming,
        bufferChars: 160,
      },
    }),
    weight: 4,
    finding: 'buffered-deltas',
    shape: (random) => ({ ...medium(random), flushMs: between(random, [700, 1_100]) }),
  },
  {
    id: 'seed-archive',
    settings: agent({
      name: 'Archivist',
      description: 'Has the whole handbook in its prompt.',
      model: flash,
      prompt: { budgetTokens: 64_000, summarise: true },
    }),
    weight: 3,
    finding: 'large-prompt',
    shape(random) {
      const inputTokens = Math.round(between(random, [6_500, 14_000]))
      // With a short prompt the model takes as long as for the other agents.
      const modelMs = 900 + 0.2 * inputTokens
      return { ...model(random, { modelMs: [modelMs, modelMs + 60] }), inputTokens }
    },
  },
  {
    id: 'seed-coach',
    settings: agent({
      name: 'Coach',
      description: 'Recalls more than it has time for.',
      model: fast,
    }),
    weight: 3,
    finding: 'slow-recall',
    shape: (random) => ({
      ...quick(random),
      memoryMs: between(random, [140, 152]),
      isRecallLate: random() < 0.4,
    }),
  },
  {
    id: 'seed-translator',
    settings: agent({
      name: '翻译',
      description: 'Its provider refuses every sixth request.',
      model: flash,
    }),
    weight: 3,
    finding: 'provider-errors',
    shape: (random) =>
      random() < 0.17 ? { ...medium(random), errorCode: 'provider-rate-limit' } : medium(random),
  },
  {
    id: 'seed-office',
    settings: agent({
      name: 'Branch office',
      description: 'Its users sit behind a proxy that holds answers back.',
      model: fast,
    }),
    weight: 3,
    finding: 'buffering-proxy',
    shape(random) {
      const restMs = between(random, [1_800, 3_200])
      return { ...quick(random), restMs, transitMs: restMs * 0.97 }
    },
  },
]
