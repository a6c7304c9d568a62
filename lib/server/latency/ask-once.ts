import type { AgentPatch } from '#lib/contracts/agent.ts'
import { agentModels } from '#lib/contracts/agent-models.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { probeModels } from '../probe/probe-models.ts'
import type { Services } from '../services.ts'

/** A model that says nothing for so long is no cure for a wait. */
const patienceMs = 30_000

/**
 * Asks the models that a patch brings in, each one time. The result is stored as a probe, so that
 * the diagnosis stops to propose a model that did not answer.
 * @param used models that the agent asks already
 * @param signal ends it when the admin leaves
 * @throws AppError 502 `fix-model-silent` when one of them does not answer
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
