import type { Agent } from '#lib/contracts/agents/agent.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import { readDiagnosisTurns } from '#lib/db/repositories/diagnosis-turns.ts'
import { readModelLatency } from '#lib/db/repositories/model-latency.ts'
import { readProbeTimes } from '#lib/db/repositories/probe-times.ts'
import { diagnose } from '#lib/latency/diagnosis/diagnose.ts'
import { hasSmallPrompt } from '#lib/latency/diagnosis/prompt-effect.ts'
import type { Finding } from '#lib/latency/diagnosis/rule.ts'
import type { TurnSample } from '#lib/latency/diagnosis/sample.ts'
import { isAnswered, median, modelMs } from '#lib/latency/diagnosis/summary.ts'
import type { Services } from '../services.ts'
import { settingsHash } from './settings-hash.ts'
import { modelsFor, readUsableModels } from './usable-models.ts'

/** Minimum number of turns with a small prompt that describe a model. */
const fewestSmall = 3

/** The diagnosis of one agent. */
export interface AgentDiagnosis {
  agent: Agent
  /** Median TTFB, milliseconds. */
  ttfbMs: number
  findings: Finding[]
}

/** @throws AppError 404 for an unknown agent */
export async function diagnoseAgents(
  services: Pick<Services, 'database' | 'agents' | 'models' | 'breakers'>,
  agentId?: string,
): Promise<AgentDiagnosis[]> {
  const { agents, database } = services
  const all = await agents.list()
  const some = agentId === undefined ? all : all.filter(({ id }) => id === agentId)
  if (agentId !== undefined && some.length === 0) throw notFound('agent')
  const [turns, probeMs, { models, simulators }] = await Promise.all([
    readDiagnosisTurns(
      database.pool,
      all.map((agent) => ({ id: agent.id, settings: settingsHash(agent) })),
    ),
    readProbeTimes(database.pool),
    readModelLatency(database.pool).then((latency) => readUsableModels(services, latency)),
  ])
  const shortPromptMs = new Map([...probeMs, ...smallPromptTimes([...turns.values()].flat())])
  return some.map((agent) => {
    const own = turns.get(agent.id) ?? []
    return {
      agent,
      ttfbMs: median(own.filter(isAnswered).map((turn) => turn.ttfbMs)),
      findings: diagnose(agent, own, modelsFor(agent, models, simulators), shortPromptMs),
    }
  })
}

/** Each model's own time in turns with a small prompt, across all agents, milliseconds. */
function smallPromptTimes(turns: TurnSample[]): [model: string, ms: number][] {
  const small = turns.filter(
    (turn) => isAnswered(turn) && turn.firstFailure === null && hasSmallPrompt(turn),
  )
  return [...Map.groupBy(small, ({ model }) => model)]
    .filter(([, own]) => own.length >= fewestSmall)
    .map(([model, own]) => [model, median(own.map(modelMs))])
}
