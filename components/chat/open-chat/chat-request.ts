import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { answeredParts } from './approvals.ts'
import { choiceFields, type TurnChoice } from './turn-choice.ts'

/** What a request for a turn asks the open chat. */
export interface RequestOptions {
  /** The agent that the next turn is for. */
  agentId: () => string | undefined
  choice: () => TurnChoice
  isTemporary: () => boolean
  /** The folder of a new chat. */
  folderId: () => string | undefined
  /** The message above the first one that is loaded. */
  parentAbove: () => string | null
  /** Ids of approvals that count for the whole chat; they are sent once. */
  takeRemembered: () => string[]
}

/** What the AI SDK's chat asks its transport. */
interface Asked {
  id: string
  messages: LumosMessage[]
  trigger: 'submit-message' | 'regenerate-message'
  messageId: string | undefined
  body: object | undefined
}

/** The body of `POST /api/chat`. */
export function chatRequest(
  options: RequestOptions,
  { id, messages, trigger, messageId, body }: Asked,
): { message?: Pick<LumosMessage, 'id' | 'role' | 'parts'>; [field: string]: unknown } {
  const asked = {
    id,
    agentId: options.agentId(),
    ...choiceFields(options.choice(), body ?? {}),
  }
  if (trigger === 'regenerate-message') return { ...asked, trigger, messageId }
  const last = messages.at(-1)
  const answered = last?.role === 'assistant' ? answeredParts(last) : []
  if (last && answered.length > 0) {
    const message = { id: last.id, role: last.role, parts: answered as LumosMessage['parts'] }
    return { ...asked, message, rememberApprovals: options.takeRemembered() }
  }
  if (last?.role === 'assistant') {
    return { ...asked, trigger: 'continue-message', messageId: last.id }
  }
  const { id: newId, role, parts } = last ?? { id: '', role: 'user', parts: [] }
  const parentId = messages.at(-2)?.id ?? options.parentAbove()
  const message = { id: newId, role, parts }
  const temporary = options.isTemporary() || undefined
  const folderId = options.folderId()
  return { ...asked, trigger, parentId, message, temporary, folderId }
}
