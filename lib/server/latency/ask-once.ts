import type { AgentPatch } from '#lib/contracts/agents/agent.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { probeModels } from '../probe/probe-models.ts'
import type { Services } from '../services.ts'

/** Time limit for a model's first token: a slower model cannot fix a long wait. */
const patienceMs = 30_000

/**
 * Sends one request to each model that a patch introduces. The result is stored as a probe, so that
 * the diagnosis stops proposing a model that did not answer.
 * @param used models that the agent already uses
 * @param signal aborts when the admin disconnects
 * @throws AppError 502 `fix-model-silent` if one of them does not answer
 */
export async function askOnce(
  services: Pick<Services, 'database' | 'models' | 'speeds'>,
  patch: AgentPatch,
  used: string[],
  signal: AbortSignal,
): Promise<void> {
  const named = agentModels(patch).map(([, model]) => model)
  const models = [...new Set(named)].filter((model) => !used.includes(model))
  if (models.length === 0) return
  const reasons = new Map<string, string>()
  const patience = AbortSignal.timeout(patienceMs)
  const results = await probeModels(
    services,
    { models, runs: 1 },
    (frame) => {
      if ('progress' in frame && 'failure' in frame.progress)
        reasons.set(frame.progress.model, frame.progress.failure)
    },
    AbortSignal.any([signal, patience]),
  )
  const silent = models.find((id) => !results.some(({ model, ttfbMs }) => model === id && ttfbMs))
  if (silent === undefined) return
  const reason = reasons.get(silent) ?? `It said nothing for ${patienceMs / 1_000} seconds.`
  throw new AppError({
    code: 'fix-model-silent',
    status: 502,
    displayMessage: `${silent} did not answer when it was asked just now, so nothing was changed. ${reason}`,
  })
}
