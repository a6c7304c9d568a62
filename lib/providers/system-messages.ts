import type { PromptMessage } from './model-port.ts'

/** Where a model's chat template accepts system messages. */
export type SystemPlace = 'anywhere' | 'first' | 'nowhere'

/** Moves system messages that the model refuses in their place before the next user message. */
export function placeSystemMessages(messages: PromptMessage[], place: SystemPlace) {
  if (place === 'anywhere') return messages
  const placed: PromptMessage[] = []
  let waiting: string[] = []
  for (const message of messages) {
    if (message.role === 'system' && (place === 'nowhere' || placed.length > 0)) {
      waiting.push(message.content)
    } else if (message.role === 'user') {
      placed.push({ role: 'user', content: [...waiting, message.content].join('\n\n') })
      waiting = []
    } else placed.push(message)
  }
  if (waiting.length > 0) placed.push({ role: 'user', content: waiting.join('\n\n') })
  return placed
}

/** The place that a refusal of system messages implies; undefined for any other refusal. */
export function refusedSystemPlace(message: string): SystemPlace | undefined {
  if (/system role (is )?not supported|system messages? (are|is) not supported/i.test(message)) {
    return 'nowhere'
  }
  return /system message.{0,40}(beginning|first|start)|roles must alternate|initial.{0,30}system message/i.test(
    message,
  )
    ? 'first'
    : undefined
}
