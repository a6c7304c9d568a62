import type { Agent } from '#lib/contracts/agent.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/model.ts'
import { readDiagnosisTurns } from '#lib/db/repositories/diagnosis-turns.ts'
import { type ModelLatency, readModelLatency } from '#lib/db/repositories/model-latency.ts'
import { diagnose } from '#lib/latency/diagnosis/diagnose.ts'
import type { Finding, MeasuredModel } from '#lib/latency/diagnosis/rule.ts'
import type { TurnSample } from '#lib/latency/diagnosis/sample.ts'
import { isAnswered, median } from '#lib/latency/diagnosis/summary.ts'
import { modelKind } from '../models/model-kind.ts'
import type { Services } from '../services.ts'

/** Share of turns. */
const mostFailures = 0.05

/** What was found for one agent. */
export interface AgentDiagnosis {
  agent: Agent
  /** Median first token, milliseconds. */
  ttfbMs: number
  findings: Finding[]
}

/** @throws AppError 404 for an unknown agent */
export async function diagnoseAgents(
  { agents, database, models: registry }: Services,
  agentId?: string,
): Promise<AgentDiagnosis[]> {
  const all = await agents.list()
  const some = agentId === undefined ? all : all.filter(({ id }) => id === agentId)
  if (agentId !== undefined && some.length === 0) throw notFound('agent')
  const [turns, latency] = await Promise.all([
    readDiagnosisTurns(
      database.pool,
      all.map(({ id }) => id),
    ),
    readModelLatency(database.pool),
  ])
  const models = usable(latency, [...turns.values()].flat(), registry)
  return some.map((agent) => {
    const own = turns.get(agent.id) ?? []
    return {
      agent,
      ttfbMs: median(own.filter(isAnswered).map((turn) => turn.ttfbMs)),
      findings: diagnose(agent, own, models),
    }
  })
}

/** Measured chat models that answer; nobody is sent to one that fails or whose provider is gone. */
function usable(
  latency: ModelLatency[],
  turns: TurnSample[],
  registry: Services['models'],
): MeasuredModel[] {
  const byModel = Map.groupBy(turns, ({ model }) => model)
  const isFailing = (model: string) => {
    const own = byModel.get(model) ?? []
    const failed = own.filter(({ errorCode }) => errorCode !== null).length
    return failed > mostFailures * own.length
  }
  const isKnown = (model: string) =>
    registry.connection(parseModelId(model)?.providerSlug ?? '') !== undefined
  return latency
    .filter(({ model, samples }) => samples > 0 && modelKind(model) === 'chat')
    .filter(({ model }) => isKnown(model) && !isFailing(model))
    .sort((a, b) => a.p50 - b.p50)
}
