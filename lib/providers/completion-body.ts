import type { ModelRequest, PromptMessage } from './model-port.ts'

/** The JSON body of a Chat Completions request. */
export function completionBody(request: ModelRequest, options: { includeUsage: boolean }) {
  const { model, messages, tools, temperature, maxOutputTokens } = request
  // OpenAI's reasoning models refuse the older name, most compatible servers know only that one.
  const limitName = /^(o\d|gpt-5)/.test(model) ? 'max_completion_tokens' : 'max_tokens'
  return {
    model,
    messages: messages.map(asMessage),
    stream: true,
    ...(options.includeUsage && { stream_options: { include_usage: true } }),
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { [limitName]: maxOutputTokens }),
    ...(tools && {
      tools: tools.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
    }),
  }
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
