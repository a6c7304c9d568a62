import { z } from 'zod'
import { OpenAiError } from './openai-error.ts'

const textPart = z.object({ type: z.literal('text'), text: z.string() })
const imagePart = z.object({
  type: z.literal('image_url'),
  image_url: z.union([z.string(), z.object({ url: z.string() })]),
})
const text = z.union([z.string(), z.array(textPart)])
const toolCall = z.object({
  id: z.string(),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content: text }),
  z.object({
    role: z.literal('user'),
    content: z.union([z.string(), z.array(z.union([textPart, imagePart]))]),
  }),
  z.object({
    role: z.literal('assistant'),
    content: text.nullish(),
    tool_calls: z.array(toolCall).nullish(),
  }),
  z.object({ role: z.literal('tool'), content: text, tool_call_id: z.string() }),
])
export type CompletionMessage = z.infer<typeof message>

const tool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string().min(1).max(64),
    description: z.string().default(''),
    parameters: z.record(z.string(), z.unknown()).default({ type: 'object', properties: {} }),
    strict: z.boolean().nullish(),
  }),
})

/** Fields that are passed to the provider unchanged. */
const passedOn = {
  frequency_penalty: z.number().nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  presence_penalty: z.number().nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  tool_choice: z.union([z.string(), z.looseObject({})]).nullish(),
  top_p: z.number().nullish(),
  verbosity: z.string().nullish(),
}
export const passedOnNames = Object.keys(passedOn) as (keyof typeof passedOn)[]

/** Fields of OpenAI's API that are accepted and ignored. */
const ignored = Object.fromEntries(
  [
    'metadata',
    'prompt_cache_key',
    'prompt_cache_retention',
    'safety_identifier',
    'service_tier',
    'store',
    'user',
  ].map((name) => [name, z.unknown().optional()]),
)

const nothing = z.null('is not supported').optional()
/** Fields of OpenAI's API whose answers Lumos does not give. Values that ask for nothing are accepted. */
const unsupported = {
  audio: nothing,
  function_call: nothing,
  functions: nothing,
  logprobs: z.literal([false, null], 'is not supported').optional(),
  modalities: z.tuple([z.literal('text')], 'only text is supported').nullish(),
  prediction: nothing,
  top_logprobs: z.literal([0, null], 'is not supported').optional(),
  web_search_options: nothing,
}

export const completionRequestSchema = z.strictObject({
  ...passedOn,
  ...ignored,
  ...unsupported,
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(tool).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  n: z.literal(1, 'only 1 is supported').nullish(),
})
export type CompletionRequest = z.infer<typeof completionRequestSchema>

/** @throws OpenAiError 400 that names the first invalid field */
export function parseCompletionRequest(body: unknown): CompletionRequest {
  const parsed = completionRequestSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys') {
    const [name] = issue.keys
    throw new OpenAiError(400, `Unrecognized request argument supplied: ${name}`, {
      ...(name && { param: name }),
      code: 'unknown_parameter',
    })
  }
  const param = issue?.path.join('.') || 'body'
  const code = issue?.path.length ? 'invalid_value' : 'invalid_type'
  throw new OpenAiError(400, `Invalid value for '${param}': ${issue?.message}.`, { param, code })
}
