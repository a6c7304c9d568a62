import type { PreparedTurn } from '../prepare-turn.ts'

/** What tools know of the turn that calls them. */
export type ToolTurn = Pick<
  PreparedTurn,
  'agent' | 'usesMemory' | 'userId' | 'chatId' | 'userMessageId' | 'userText' | 'history'
>
