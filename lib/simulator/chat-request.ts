import { ApiError } from './api-error.ts'

export interface ChatMessage {
  role: string
  /** The joined text of all text parts. */
  text: string
  toolCalls: { id: string; name: string; arguments: string }[]
  toolCallId: string | null
}

export interface ToolSpec {
  name: string
  description: string
  parameters: JsonObject
}

export interface ChatRequest {
  model: string
  messages: ChatMessage[]
  stream: boolean
  includeUsage: boolean
  maxTokens: number | null
  tools: ToolSpec[]
  /** `auto`, `none`, `required`, or the name of the tool that must be called. */
  toolChoice: string
  /** Null for plain text; an empty schema when any JSON object is accepted. */
  jsonSchema: JsonObject | null
}

export type JsonObject = Record<string, unknown>

/** @throws ApiError 400 that names the invalid field, as OpenAI does */
export function parseChatRequest(body: unknown): ChatRequest {
  if (!isObject(body)) throw invalid('The body must be a JSON object.', null)
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    throw invalid("'messages' must be an array with at least one message.", 'messages')
  }
  const options = isObject(body.stream_options) ? body.stream_options : {}
  return {
    model: parseModel(body),
    messages: body.messages.map(parseMessage),
    stream: body.stream === true,
    includeUsage: options.include_usage === true,
    maxTokens: parseMaxTokens(body),
    tools: Array.isArray(body.tools) ? body.tools.map(parseTool) : [],
    toolChoice: parseToolChoice(body.tool_choice),
    jsonSchema: parseResponseFormat(body.response_format),
  }
}

function parseModel(body: JsonObject): string {
  if (typeof body.model !== 'string' || !body.model) {
    throw invalid('you must provide a model parameter', 'model')
  }
  return body.model
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseMessage(message: unknown, index: number): ChatMessage {
  if (!isObject(message) || typeof message.role !== 'string') {
    throw invalid(`'messages[${index}].role' must be a string.`, `messages[${index}].role`)
  }
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : []
  return {
    role: message.role,
    text: textOfContent(message.content),
    toolCalls: calls.filter(isObject).map((call) => {
      const called = isObject(call.function) ? call.function : {}
      return {
        id: String(call.id ?? ''),
        name: String(called.name ?? ''),
        arguments: String(called.arguments ?? ''),
      }
    }),
    toolCallId: typeof message.tool_call_id === 'string' ? message.tool_call_id : null,
  }
}

function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
    .filter(Boolean)
    .join('\n')
}

function parseTool(tool: unknown, index: number): ToolSpec {
  const spec = isObject(tool) && isObject(tool.function) ? tool.function : null
  if (!spec || typeof spec.name !== 'string') {
    throw invalid(`'tools[${index}].function.name' is needed.`, `tools[${index}].function.name`)
  }
  return {
    name: spec.name,
    description: typeof spec.description === 'string' ? spec.description : '',
    parameters: isObject(spec.parameters) ? spec.parameters : {},
  }
}

function parseToolChoice(choice: unknown): string {
  if (isObject(choice)) return isObject(choice.function) ? String(choice.function.name) : 'auto'
  return typeof choice === 'string' ? choice : 'auto'
}

function parseMaxTokens(body: JsonObject): number | null {
  const limit = body.max_completion_tokens ?? body.max_tokens ?? null
  if (limit === null) return null
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) {
    throw invalid("'max_tokens' must be a whole number of at least 1.", 'max_tokens')
  }
  return limit
}

function parseResponseFormat(format: unknown): JsonObject | null {
  if (!isObject(format)) return null
  if (format.type === 'json_object') return {}
  if (format.type !== 'json_schema') return null
  const named = isObject(format.json_schema) ? format.json_schema : {}
  return isObject(named.schema) ? named.schema : {}
}

function invalid(message: string, param: string | null): ApiError {
  return new ApiError(400, message, param ? { param } : {})
}
