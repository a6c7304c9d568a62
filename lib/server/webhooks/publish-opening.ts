import type { Jobs } from '#lib/db/jobs.ts'
import type { BreakerOpening } from '#lib/providers/wrappers/circuit-breaker.ts'
import { logError } from '../log-error.ts'
import { publishEvent } from './publish-event.ts'

/** Tells webhooks that this instance does not ask a model for a while. Never rejects. */
export async function publishOpening(
  { jobs, instanceId }: { jobs: Jobs; instanceId: string },
  { modelId: model, reason, nextTrialAt }: BreakerOpening,
): Promise<void> {
  const [provider = ''] = model.split('/', 1)
  const data = { model, provider, reason, nextTrialAt: nextTrialAt.toISOString(), instanceId }
  await publishEvent(jobs, {
    ...{ id: `breaker-opened-${crypto.randomUUID()}`, type: 'breaker.opened', at: new Date() },
    data,
  }).catch(logError)
}
