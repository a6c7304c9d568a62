import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'

const mark = { anthropic: { cacheControl: { type: 'ephemeral' as const } } }

/**
 * Marks up to where Anthropic caches a prompt: behind tools and instructions, which all chats share;
 * behind the user's last message but one, where the turn before ended; and at the end, where the
 * next step or turn goes on. Anthropic allows four marks.
 */
export function withCacheMarks(prompt: LanguageModelV4Prompt): LanguageModelV4Prompt {
  const isUser = ({ role }: LanguageModelV4Message) => role === 'user'
  const last = prompt.findLastIndex(isUser)
  const marked = new Set([
    prompt.findLastIndex(({ role }) => role === 'system'),
    prompt.slice(0, Math.max(0, last)).findLastIndex(isUser),
    prompt.length - 1,
  ])
  return prompt.map((message, at) =>
    marked.has(at)
      ? { ...message, providerOptions: { ...message.providerOptions, ...mark } }
      : message,
  )
}
