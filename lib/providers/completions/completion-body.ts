import type { ModelFailure, ModelRequest, PromptMessage } from '../model-port.ts'
import { placeSystemMessages, refusedSystemPlace, type SystemPlace } from '../system-messages.ts'

/** What a provider takes of what not all providers take. */
export interface Dialect {
  includeUsage: boolean
  /** Undefined: by the model's name. */
  limitName: 'max_tokens' | 'max_completion_tokens' | undefined
  systemPlace: SystemPlace
}

export function newDialect(): Dialect {
  return { includeUsage: true, limitName: undefined, systemPlace: 'anywhere' }
}

/** The JSON body of a Chat Completions request. */
export function completionBody(request: ModelRequest, dialect: Dialect) {
  const { model, messages, tools, temperature, maxOutputTokens } = request
  return {
    model,
    messages: placeSystemMessages(messages, dialect.systemPlace).map(asMessage),
    stream: true,
    ...(dialect.includeUsage && { stream_options: { include_usage: true } }),
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { [limitName(model, dialect)]: maxOutputTokens }),
    ...(tools &&
      tools.length > 0 && {
        tools: tools.map(({ name, description, inputSchema }) => ({
          type: 'function',
          function: { name, description, parameters: inputSchema },
        })),
      }),
  }
}

/**
 * Notes what the provider's refusal says that it does not take.
 * @returns whether another attempt may succeed
 */
export function learnDialect(
  dialect: Dialect,
  { status = 0, message }: ModelFailure,
  request: ModelRequest,
): boolean {
  if (![400, 422, 500].includes(status)) return false
  if (dialect.includeUsage && /stream_options|include_usage/i.test(message)) {
    dialect.includeUsage = false
    return true
  }
  const place = refusedSystemPlace(message)
  if (place && place !== dialect.systemPlace && dialect.systemPlace !== 'nowhere') {
    dialect.systemPlace = place
    return true
  }
  const hasLimit = request.maxOutputTokens !== undefined && dialect.limitName === undefined
  const isLimit = /max_tokens/i.test(message) && /max_completion_tokens/i.test(message)
  if (!hasLimit || !isLimit) return false
  const used = limitName(request.model, dialect)
  dialect.limitName = used === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
  return true
}

/** OpenAI's reasoning models refuse the older name, most compatible servers know only that one. */
function limitName(model: string, { limitName }: Dialect) {
  return (
    limitName ?? (/^(openai\/)?(o\d|gpt-5)/.test(model) ? 'max_completion_tokens' : 'max_tokens')
  )
}

function asMessage(message: PromptMessage) {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content }
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content,
        ...(message.toolCalls && {
          tool_calls: message.toolCalls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: call.arguments },
          })),
        }),
      }
    default:
      return message
  }
}
