import type { ProbeFrame, ProbeRequest } from '#lib/contracts/models/probe.ts'
import { logError } from '../log-error.ts'
import { requireKnownProviders } from '../models/require-known-providers.ts'
import type { Services } from '../services.ts'
import { probeModels } from './probe-models.ts'

/**
 * A probe as server-sent events: one progress frame per answer, then the results. It ends when its
 * reader leaves.
 * @throws AppError 400 for a model of an unknown provider
 */
export async function probeStream(
  services: Pick<Services, 'database' | 'models' | 'speeds' | 'background'>,
  request: ProbeRequest,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const fields = request.models.map((model, place) => [`models.${place}`, model] as const)
  await requireKnownProviders(services, fields)
  const left = new AbortController()
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      const ended = AbortSignal.any([signal, left.signal])
      const send = (frame: ProbeFrame) => {
        if (!ended.aborted) controller.enqueue(encoder.encode(`data: ${JSON.stringify(frame)}\n\n`))
      }
      const work = async () => {
        try {
          const results = await probeModels(services, request, send, ended)
          send({ results })
          if (!left.signal.aborted) controller.close()
        } catch (error) {
          logError(error)
          if (!left.signal.aborted) controller.error(error)
        }
      }
      services.background.add(work())
    },
    cancel: () => left.abort(),
  })
}
