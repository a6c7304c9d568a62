import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import {
  type ProbeFrame,
  type ProbeRequest,
  type ProbeResult,
  type ProbeRun,
  probeOutputTokens,
} from '#lib/contracts/models/probe.ts'
import type { Services } from '../services.ts'
import { probeModel } from './probe-model.ts'
import { summariseRuns } from './summarise-runs.ts'

const defaultPrompt = 'Say in three sentences what the sea looks like in the morning.'
const deadlines = deadlineSettingsSchema.parse({ totalMs: 300_000 })

/**
 * Measures models now. The runs of one model are sequential; models run in parallel, except those
 * of a server on this machine, which share its processor. Results of finished models are stored
 * even if the signal ends the rest.
 * @throws AppError 404 for an unknown provider
 */
export async function probeModels(
  services: Pick<Services, 'database' | 'models' | 'speeds'>,
  { models, runs, prompt = defaultPrompt }: ProbeRequest,
  onFrame: (frame: ProbeFrame) => void,
  signal: AbortSignal,
): Promise<ProbeResult[]> {
  const ids = [...new Set(models)]
  const resolved = ids.map((id) => ({ id, ...services.models.resolve(id, deadlines) }))
  const local = await localSlugs(services)

  const probeOne = async ({ id, modelName, streamModel }: (typeof resolved)[number]) => {
    const startedAt = new Date()
    const messages = [{ role: 'user' as const, content: prompt }]
    const request = { model: modelName, messages, maxOutputTokens: probeOutputTokens }
    const done: (ProbeRun | { failure: string })[] = []
    for (let run = 1; run <= runs; run += 1) {
      const result = await probeModel(streamModel, request, signal)
      if (!result) return null
      done.push(result)
      const outcome = 'failure' in result ? result : { measured: result }
      onFrame({ progress: { model: id, run, runs, ...outcome } })
      if (isBroken(done)) break
    }
    const result = summariseRuns(id, done)
    await storeResult(services, result, done.length, startedAt)
    onFrame({ result })
    return result
  }

  const lanes = Map.groupBy(resolved, ({ id }) => {
    const slug = parseModelId(id)?.providerSlug ?? ''
    return local.has(slug) ? slug : id
  })
  const results: ProbeResult[] = []
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const model of lane) {
        const result = await probeOne(model)
        if (result) results.push(result)
      }
    }),
  )
  return results.sort((a, b) => ids.indexOf(a.model) - ids.indexOf(b.model))
}

/** A model that failed so often, and never answered, is asked no more. */
const mostFailures = 2

function isBroken(done: (ProbeRun | { failure: string })[]): boolean {
  return done.length >= mostFailures && done.every((run) => 'failure' in run)
}

async function localSlugs({ database }: Pick<Services, 'database'>): Promise<Set<string>> {
  const where = { source: 'local' }
  const rows = await database.prisma.provider.findMany({ where, select: { slug: true } })
  return new Set(rows.map(({ slug }) => slug))
}

async function storeResult(
  { database, speeds }: Pick<Services, 'database' | 'speeds'>,
  { model, ttfbMs, connectMs, reasoningMs, tokensPerSecond, failures }: ProbeResult,
  runs: number,
  startedAt: Date,
): Promise<void> {
  await database.prisma.modelProbe.create({
    data: {
      model,
      startedAt,
      runs,
      failures,
      ttfbP50: ttfbMs?.p50 ?? null,
      ttfbP95: ttfbMs?.p95 ?? null,
      connectMs,
      reasoningMs: reasoningMs ?? null,
      tokensPerSecond,
    },
  })
  speeds.invalidate()
}
