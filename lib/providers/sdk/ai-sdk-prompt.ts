import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { isRecord } from '#lib/contracts/is-record.ts'
import type { Carried, PromptImage, PromptMessage } from '../model-port.ts'
import { placeSystemMessages } from '../system-messages.ts'

type Content = Extract<LanguageModelV4Message, { role: 'assistant' }>['content']

/**
 * Converts a prompt to the AI SDK's format. Tool results get the tool's name from the earlier call.
 * System messages are placed at the beginning, as several vendors require. This model's own steps
 * of the turn include their reasoning and signatures.
 */
export function asAiSdkPrompt(messages: PromptMessage[], maker: string): LanguageModelV4Prompt {
  const toolNames = new Map<string, string>()
  return placeSystemMessages(messages, 'first').map((message) =>
    asAiSdkMessage(message, toolNames, maker),
  )
}

function asAiSdkMessage(
  message: PromptMessage,
  toolNames: Map<string, string>,
  maker: string,
): LanguageModelV4Message {
  switch (message.role) {
    case 'system':
      return message
    case 'user':
      return {
        role: 'user',
        content: [
          ...(message.content ? [{ type: 'text' as const, text: message.content }] : []),
          ...(message.images ?? []).map(asFilePart),
        ],
      }
    case 'tool': {
      const { toolCallId, content } = message
      const output = { type: 'text' as const, value: content }
      const toolName = toolNames.get(toolCallId) ?? ''
      return { role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName, output }] }
    }
    case 'assistant': {
      const calls = message.toolCalls ?? []
      for (const { id, name } of calls) toolNames.set(id, name)
      const carried = carriedContent(message.carried, maker)
      if (carried) return { role: 'assistant', content: carried }
      return {
        role: 'assistant',
        content: [
          ...(message.content ? [{ type: 'text' as const, text: message.content }] : []),
          ...calls.map(({ id, name, arguments: input }) => ({
            type: 'tool-call' as const,
            toolCallId: id,
            toolName: name,
            input: JSON.parse(input),
          })),
        ],
      }
    }
  }
}

function asFilePart({ mediaType, url }: PromptImage) {
  const base64 = /^data:[^,]*;base64,(.*)$/s.exec(url)?.[1]
  const data =
    base64 === undefined
      ? { type: 'url' as const, url: new URL(url) }
      : { type: 'data' as const, data: base64 }
  return { type: 'file' as const, mediaType, data }
}

function carriedContent(carried: Carried | undefined, maker: string): Content | undefined {
  const value = carried?.maker === maker ? carried.value : undefined
  // Only this adapter writes the value; stored, it comes back as JSON.
  return isRecord(value) && Array.isArray(value.content) ? (value.content as Content) : undefined
}

/** Output items of this model's earlier steps, for the Responses API. */
export function carriedItems(
  messages: PromptMessage[],
  maker: string,
): Record<string, unknown>[][] {
  return messages.flatMap((message) => {
    const carried = message.role === 'assistant' ? message.carried : undefined
    const value = carried?.maker === maker ? carried.value : undefined
    return isRecord(value) && Array.isArray(value.items) ? [value.items.filter(isRecord)] : []
  })
}
