import type { Pool } from 'pg'
import { createBatch } from '../batch.ts'
import { type Conversation, type ConversationQuery, readConversations } from './conversation.ts'
import {
  beginTurns,
  finishTurns,
  type PartialAnswer,
  savePartialAnswers,
  type TurnBeginning,
  type TurnEnd,
  type TurnStart,
} from './turn-writes.ts'

/** The reads and writes of turns. Concurrent turns share their statements. */
export interface TurnStore {
  read(query: ConversationQuery): Promise<Conversation>
  begin(turn: TurnStart): Promise<TurnBeginning>
  savePartial(answer: PartialAnswer): Promise<void>
  finish(end: TurnEnd): Promise<void>
}

/**
 * A longer answer (UTF-16 units) is saved in a statement of its own, so that others do not wait for
 * it.
 */
const longAnswer = 65_536

/** @param instanceId of the instance that runs the turns */
export function createTurnStore(pool: Pool, instanceId: string): TurnStore {
  const savePartial = createBatch((answers: PartialAnswer[]) => savePartialAnswers(pool, answers))
  const finish = createBatch((ends: TurnEnd[]) => finishTurns(pool, ends))
  return {
    read: createBatch((queries) => readConversations(pool, instanceId, queries)),
    begin: createBatch((turns) => beginTurns(pool, instanceId, turns)),
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
