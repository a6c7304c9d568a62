import { isRecord } from '#lib/contracts/is-record.ts'
import type { ModelRequest, PromptMessage, ToolDefinition } from '../model-port.ts'
import { effortFor, limitNameOf, type ModelTraits } from '../model-traits.ts'
import { placeSystemMessages } from '../system-messages.ts'

type Fields = Record<string, unknown>

/**
 * Builds the JSON body of a Chat Completions request.
 * @param host the provider's host, which decides how the reasoning effort is sent
 */
export function completionBody(
  request: ModelRequest,
  traits: ModelTraits,
  maker: string,
  host = '',
): Fields {
  const tools = offeredTools(request)
  const { model, messages, temperature, maxOutputTokens, reasoningEffort } = request
  const effort = reasoningEffort && effortFor(reasoningEffort, traits)
  return {
    model,
    messages: placeSystemMessages(messages, traits.systemPlace).map((message) =>
      asMessage(message, maker),
    ),
    stream: true,
    ...(traits.includeUsage && { stream_options: { include_usage: true } }),
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { [limitNameOf(model, traits)]: maxOutputTokens }),
    ...(effort && effortFields(effort, host)),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
    }),
    ...request.extraBody,
  }
}

/** Some servers ignore `tool_choice`, so `none` is sent as a request without tools. */
export function offeredTools({ tools = [], toolChoice }: ModelRequest): ToolDefinition[] {
  return toolChoice === 'none' ? [] : tools
}

const thinkingBudgets: Record<string, number> = { low: 1_024, medium: 8_192, high: 24_576 }

/** Vendors whose parameter differs from OpenAI's `reasoning_effort`. */
function effortFields(effort: string, host: string): Fields {
  const isOn = effort !== 'none'
  if (/(^|\.)openrouter\.ai$/.test(host))
    return { reasoning: isOn ? { effort } : { enabled: false } }
  if (/(^|\.)(bigmodel\.cn|z\.ai|deepseek\.com|moonshot\.(cn|ai)|volces\.com)$/.test(host))
    return { thinking: { type: isOn ? 'enabled' : 'disabled' } }
  if (/(^|\.)(aliyuncs\.com|siliconflow\.(cn|com))$/.test(host)) {
    const budget = thinkingBudgets[effort]
    return { enable_thinking: isOn, ...(budget && { thinking_budget: budget }) }
  }
  return { reasoning_effort: effort }
}

function asMessage(message: PromptMessage, maker: string): Fields {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content }
    case 'assistant': {
      const { fields, calls } = carriedFields(message.carried, maker)
      return {
        role: 'assistant',
        content: message.content,
        ...fields,
        ...(message.toolCalls && {
          tool_calls: message.toolCalls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: call.arguments },
            ...(isRecord(calls[call.id]) && (calls[call.id] as Fields)),
          })),
        }),
      }
    }
    case 'user': {
      const { role, content, images = [] } = message
      if (images.length === 0) return { role, content }
      const pictures = images.map(({ url }) => ({ type: 'image_url', image_url: { url } }))
      return { role, content: [...(content ? [{ type: 'text', text: content }] : []), ...pictures] }
    }
    default:
      return message
  }
}

/** Fields that this model requires from its own earlier step. */
function carriedFields(
  carried: Extract<PromptMessage, { role: 'assistant' }>['carried'],
  maker: string,
): { fields: Fields; calls: Fields } {
  const value = carried?.maker === maker ? carried.value : undefined
  if (!isRecord(value)) return { fields: {}, calls: {} }
  return {
    fields: isRecord(value.message) ? value.message : {},
    calls: isRecord(value.calls) ? value.calls : {},
  }
}
