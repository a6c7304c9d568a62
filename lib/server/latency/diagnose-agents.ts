import type { Agent } from '#lib/contracts/agent.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import { readDiagnosisTurns } from '#lib/db/repositories/diagnosis-turns.ts'
import { type ModelLatency, readModelLatency } from '#lib/db/repositories/model-latency.ts'
import { diagnose } from '#lib/latency/diagnosis/diagnose.ts'
import type { Diagnosis, MeasuredModel } from '#lib/latency/diagnosis/rule.ts'
import { isAnswered, median } from '#lib/latency/diagnosis/summary.ts'
import { modelKind } from '../models/model-kind.ts'
import type { Services } from '../services.ts'

/** What was found for one agent. */
export interface AgentDiagnosis {
  agent: Agent
  /** Median first token, milliseconds. */
  ttfbMs: number
  diagnoses: Diagnosis[]
}

/** @throws AppError 404 for an unknown agent */
export async function diagnoseAgents(
  { agents, database }: Services,
  agentId?: string,
): Promise<AgentDiagnosis[]> {
  const all = await agents.list()
  const some = agentId === undefined ? all : all.filter(({ id }) => id === agentId)
  if (agentId !== undefined && some.length === 0) throw notFound('agent')
  const [turns, latency] = await Promise.all([
    readDiagnosisTurns(
      database.pool,
      some.map(({ id }) => id),
    ),
    readModelLatency(database.pool),
  ])
  const models = usable(latency)
  return some.map((agent) => {
    const own = turns.get(agent.id) ?? []
    return {
      agent,
      ttfbMs: median(own.filter(isAnswered).map((turn) => turn.ttfbMs)),
      diagnoses: diagnose(agent, own, models),
    }
  })
}

function usable(latency: ModelLatency[]): MeasuredModel[] {
  return latency
    .filter(({ model, samples }) => samples > 0 && modelKind(model) === 'chat')
    .sort((a, b) => a.p50 - b.p50)
}
