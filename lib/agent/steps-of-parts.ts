import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import { resultMessage, type ToolResult } from './call-tools.ts'

type Parts = LumosMessage['parts']
type ToolPart = Extract<Parts[number], { type: 'dynamic-tool' }>

/**
 * The model's steps of an answer, with the results that its tool calls have. Calls that wait for
 * approval are among the last step's; their results are for the caller to add.
 */
export function stepsOfParts(parts: Parts): PromptMessage[] {
  const messages: PromptMessage[] = []
  let text = ''
  let calls: ToolPart[] = []
  const endStep = () => {
    if (calls.length === 0) return
    messages.push({ role: 'assistant', content: text, toolCalls: calls.map(toCall) })
    for (const call of calls) {
      const result = resultOf(call)
      if (result) messages.push(resultMessage(call.toolCallId, result))
    }
    text = ''
    calls = []
  }
  for (const part of parts) {
    if (part.type === 'dynamic-tool') calls.push(part)
    else if (part.type === 'text' || part.type === 'reasoning') endStep()
    if (part.type === 'text') text += part.text
  }
  endStep()
  return messages
}

function toCall({ toolCallId: id, toolName: name, input }: ToolPart) {
  return { id, name, arguments: JSON.stringify(input ?? {}) }
}

function resultOf(part: ToolPart): ToolResult | null {
  if (part.state === 'output-available') return { output: part.output }
  if (part.state === 'output-error') return { error: part.errorText }
  return part.state === 'output-denied' ? { error: 'The user did not allow this call.' } : null
}
