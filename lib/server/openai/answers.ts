import { z } from 'zod'
import { turnTimingSchema } from '#lib/contracts/latency/timing.ts'

/** A model of `GET /v1/models`. */
export const openAiModelSchema = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    created: z.number(),
    owned_by: z.string(),
  })
  .meta({ id: 'OpenAiModel' })
export type OpenAiModel = z.infer<typeof openAiModelSchema>

export const openAiModelsSchema = z.object({
  object: z.literal('list'),
  data: z.array(openAiModelSchema),
})

const toolCallSchema = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

const lumosSchema = turnTimingSchema
  .pick({ turnId: true, ttfbMs: true, stages: true, model: true, hedged: true, cache: true })
  .describe("Lumos's extension: the parts of the wait for the first token.")

/** The answer of `POST /v1/chat/completions` that is not streamed. */
export const completionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.number(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          refusal: z.null(),
          reasoning_content: z.string().optional(),
          tool_calls: z.array(toolCallSchema).optional(),
        }),
        logprobs: z.null(),
        finish_reason: z.enum(['stop', 'length', 'content_filter', 'tool_calls']),
      }),
    ),
    usage: z.object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      total_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number() }).optional(),
    }),
    lumos: lumosSchema,
  })
  .meta({ id: 'Completion' })

/** The body of an error in OpenAI's format. */
export const openAiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: 'OpenAiError' })
export type OpenAiErrorBody = z.infer<typeof openAiErrorSchema>
