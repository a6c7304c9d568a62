import type { KeyScope } from '#lib/contracts/account/api-key.ts'
import { EventStream } from '../http/event-stream.ts'
import { limitTurns } from '../limits/limit-turns.ts'
import { completionSchema, openAiModelSchema, openAiModelsSchema } from './answers.ts'
import { complete, streamCompletion } from './complete.ts'
import { completionRequestSchema, parseCompletionRequest } from './completion-request.ts'
import { findOpenAiModel, listOpenAiModels } from './list-models.ts'
import { openAiRoute } from './openai-route.ts'

/** One of these. */
const keyScope: KeyScope[] = ['agents', 'models']

/** `GET /v1/models` */
export const modelsRoute = openAiRoute(
  {
    summary: 'The models: agents by their slug, and `provider/model`',
    keyScope,
    answer: openAiModelsSchema,
  },
  ({ services, key }) => listOpenAiModels(services, key),
)

/** `GET /v1/models/:id` */
export const modelRoute = openAiRoute(
  { summary: 'One model', keyScope, answer: openAiModelSchema },
  ({ services, key, params }) => findOpenAiModel(services, key, params.id ?? ''),
)

/** `POST /v1/chat/completions` */
export const completionsRoute = openAiRoute(
  {
    summary: 'Answers messages, streamed or at once',
    keyScope,
    body: completionRequestSchema,
    answer: [completionSchema, 'text/event-stream'],
    status: 200,
  },
  async ({ services, request, key, clock, body }) => {
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
  },
)

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
