import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { PromptMessage } from './model-port.ts'
import { placeSystemMessages } from './system-messages.ts'

/**
 * Our prompt in the AI SDK's words. Tool results name their tool, which the calls before them told;
 * several vendors take system messages only at the beginning.
 */
export function asAiSdkPrompt(messages: PromptMessage[]): LanguageModelV4Prompt {
  const toolNames = new Map<string, string>()
  return placeSystemMessages(messages, 'first').map((message) => asAiSdkMessage(message, toolNames))
}

function asAiSdkMessage(
  message: PromptMessage,
  toolNames: Map<string, string>,
): LanguageModelV4Prompt[number] {
  switch (message.role) {
    case 'system':
      return message
    case 'user':
      return { role: 'user', content: [{ type: 'text', text: message.content }] }
    case 'tool': {
      const { toolCallId, content } = message
      const output = { type: 'text' as const, value: content }
      const toolName = toolNames.get(toolCallId) ?? ''
      return { role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName, output }] }
    }
    case 'assistant': {
      const calls = message.toolCalls ?? []
      for (const { id, name } of calls) toolNames.set(id, name)
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
