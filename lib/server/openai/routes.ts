import { EventStream } from '../http/event-stream.ts'
import { limitTurns } from '../limits/limit-turns.ts'
import { complete, streamCompletion } from './complete.ts'
import { parseCompletionRequest } from './completion-request.ts'
import { findOpenAiModel, listOpenAiModels } from './list-models.ts'
import { openAiRoute } from './openai-route.ts'

/** `GET /v1/models` */
export const modelsRoute = openAiRoute(({ services, key }) => listOpenAiModels(services, key))

/** `GET /v1/models/:id` */
export const modelRoute = openAiRoute(({ services, key, params }) =>
  findOpenAiModel(services, key, params.id ?? ''),
)

/** `POST /v1/chat/completions` */
export const completionsRoute = openAiRoute(async ({ services, request, key, clock, body }) => {
  services.draining.refuse()
  limitTurns(services, { id: key.user.id, keyId: key.keyId }, request.headers)
  const options = {
    key,
    request: parseCompletionRequest(body),
    usesMemory: request.headers.get('x-lumos-memory') !== 'off',
    clock,
    signal: request.signal,
  }
  const end = services.draining.admit()
  // Frames are never begun for a reader who left before the first of them.
  request.signal.addEventListener('abort', end, { once: true })
  if (!options.request.stream) return complete(services, options).finally(end)
  const { turnId, frames } = await streamCompletion(services, options).catch((error: unknown) => {
    end()
    throw error
  })
  return new EventStream(encoded(frames, end), { 'x-lumos-turn-id': turnId })
})

async function* encoded(
  frames: AsyncIterable<string>,
  end: () => void,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  try {
    for await (const frame of frames) yield encoder.encode(frame)
  } finally {
    end()
  }
}
