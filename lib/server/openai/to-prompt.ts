import type { PromptImage, PromptMessage, ToolDefinition } from '#lib/providers/model-port.ts'
import { clean } from '../http/read-body.ts'
import type { CompletionMessage, CompletionRequest } from './completion-request.ts'

/** Converts the request's messages and preserves the client's order. */
export function toPrompt(messages: CompletionMessage[]): PromptMessage[] {
  return messages.map((message): PromptMessage => {
    switch (message.role) {
      case 'user': {
        const images = imagesOf(message.content)
        const content = textOf(message.content)
        return { role: 'user', content, ...(images.length > 0 && { images }) }
      }
      case 'assistant': {
        const toolCalls = message.tool_calls?.map(({ id, function: called }) => ({ id, ...called }))
        const content = textOf(message.content ?? '')
        return { role: 'assistant', content, ...(toolCalls?.length && { toolCalls }) }
      }
      case 'tool':
        return {
          role: 'tool',
          toolCallId: message.tool_call_id,
          content: textOf(message.content),
        }
      default:
        return { role: 'system', content: textOf(message.content) }
    }
  })
}

/** The user's last question, which is the query for recalling memories. */
export function questionOf(messages: CompletionMessage[]): string | null {
  const last = messages.findLast(({ role }) => role === 'user')
  return last?.content ? textOf(last.content).trim() || null : null
}

export function toTools({ tools }: CompletionRequest): ToolDefinition[] {
  return (tools ?? []).map(({ function: { name, description, parameters } }) => ({
    name,
    description,
    inputSchema: parameters,
  }))
}

type Content =
  | string
  | ({ type: 'text'; text: string } | { type: 'image_url'; image_url: unknown })[]

function textOf(content: Content): string {
  if (typeof content === 'string') return clean(content)
  return clean(content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'))
}

function imagesOf(content: Content): PromptImage[] {
  if (typeof content === 'string') return []
  return content.flatMap((part) => {
    if (part.type !== 'image_url') return []
    const image = part.image_url as string | { url: string }
    const url = typeof image === 'string' ? image : image.url
    return [{ url, mediaType: /^data:(image\/[\w.+-]+)/.exec(url)?.[1] ?? 'image/*' }]
  })
}
