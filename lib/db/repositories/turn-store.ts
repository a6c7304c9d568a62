import type { Pool } from 'pg'
import { createBatch } from '../batch.ts'
import { type Conversation, type ConversationQuery, readConversations } from './conversation.ts'
import {
  beginTurns,
  finishTurns,
  type PartialAnswer,
  savePartialAnswers,
  type TurnEnd,
  type TurnStart,
} from './turn-writes.ts'

/** The reads and writes of turns. Concurrent turns share their statements. */
export interface TurnStore {
  read(query: ConversationQuery): Promise<Conversation>
  /** @returns false if the chat belongs to somebody else, or the user was deleted or banned */
  begin(turn: TurnStart): Promise<boolean>
  savePartial(answer: PartialAnswer): Promise<void>
  finish(end: TurnEnd): Promise<void>
}

/**
 * A longer answer (UTF-16 units) is saved in a statement of its own, so that others do not wait for
 * it.
 */
const longAnswer = 65_536

export function createTurnStore(pool: Pool): TurnStore {
  const savePartial = createBatch((answers: PartialAnswer[]) => savePartialAnswers(pool, answers))
  const finish = createBatch((ends: TurnEnd[]) => finishTurns(pool, ends))
  return {
    read: createBatch((queries) => readConversations(pool, queries)),
    begin: createBatch((turns) => beginTurns(pool, turns)),
    async savePartial(answer) {
      if (isLong(answer.parts)) await savePartialAnswers(pool, [answer])
      else await savePartial(answer)
    },
    async finish(end) {
      if (isLong(end.parts)) await finishTurns(pool, [end])
      else await finish(end)
    },
  }
}

function isLong(parts: TurnEnd['parts']): boolean {
  const length = parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0)
  return length > longAnswer
}
