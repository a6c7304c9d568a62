import { createHash } from 'node:crypto'
import type { MessageBuilder } from '#lib/agent/message-builder.ts'
import { withDeadline } from '#lib/async/with-deadline.ts'
import type { TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import type { CachedAnswer } from '#lib/db/repositories/answer-cache.ts'
import type { StreamModel } from '#lib/providers/model-port.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/** Where a turn's answer is cached or may be cached. */
export interface CachePlace {
  key: string
  /**
   * Set if the prompt contains memories of this user; then no other user's question has this key.
   */
  memoryUserId: string | null
  memoryIds: string[]
  found: CachedAnswer | null
}

const longestAnswer = 200_000
/** A longer wait for the cache would cost more than asking the model. */
const readMs = 250
const replayChars = 48

/**
 * The cache place of a chat's first question, with the answer that is cached there. Null if the
 * agent has no answer cache, for later questions, for temporary chats, and when the user chose a model
 * or an effort. A question that is asked
 * again gets a new answer, which replaces the cached one.
 */
export async function findCachePlace(
  services: Pick<Services, 'answers'>,
  turn: PreparedTurn,
  memories: RecalledMemory[],
): Promise<CachePlace | null> {
  const { agent, history, prefix, isTemporary, userId, userText, choice } = turn
  if (
    choice.model ||
    choice.reasoningEffort ||
    turn.files ||
    !agent.answerCache.enabled ||
    history.length > 0 ||
    prefix ||
    isTemporary
  )
    return null
  const memoryUserId = memories.length > 0 ? userId : null
  const version = [agent.id, agent.updatedAt]
  // Of the user and of the folder, which take part in the prompt like the agent's own.
  const context = [turn.instructions, memoryUserId, ...memories.map(({ id, text }) => [id, text])]
  const key = createHash('sha256')
    .update(JSON.stringify([version, context, normaliseQuestion(userText)]))
    .digest('base64url')
  const isAskedAnew = turn.newMessage === null
  const found = isAskedAnew ? null : await findAnswer(services, key)
  return { key, memoryUserId, memoryIds: memories.map(({ id }) => id), found }
}

/** Null if the look-up fails or takes too long. */
async function findAnswer(
  { answers }: Pick<Services, 'answers'>,
  key: string,
): Promise<CachedAnswer | null> {
  const reading = answers.read(key).catch((error) => {
    logError(error)
    return null
  })
  const found = await withDeadline(reading, readMs)
  return found === 'late' ? null : found
}

/** A cached answer as a model that emits it at once. */
export function replay({ text }: CachedAnswer): StreamModel {
  return async function* () {
    yield { type: 'connected' }
    for (let at = 0; at < text.length; ) {
      const end = wholeCharacters(text, at + replayChars)
      yield { type: 'text-delta', delta: text.slice(at, end) }
      at = end
    }
    yield { type: 'finish', reason: 'stop', usage: { inputTokens: null, outputTokens: null } }
  }
}

/** Caches a complete answer that depends on nothing but the prompt. Never rejects. */
export async function cacheAnswer(
  services: Pick<Services, 'answers'>,
  { agent, chatId }: PreparedTurn,
  answer: { cachePlace: CachePlace | null; event: TerminalEvent; message: MessageBuilder },
): Promise<void> {
  const { cachePlace, event, message } = answer
  if (!cachePlace || cachePlace.found) return
  if (event.type !== 'generation-completed' || event.finishReason !== 'stop') return
  const parts = message.parts(true)
  const text = message.text()
  const usedTools = parts.some(({ type }) => type === 'dynamic-tool')
  if (usedTools || !text.trim() || text.length > longestAnswer) return
  const { key, memoryUserId, memoryIds } = cachePlace
  try {
    await services.answers.save({
      key,
      agentId: agent.id,
      chatId,
      memoryUserId,
      memoryIds,
      model: event.timing.model,
      text,
      ttlMinutes: agent.answerCache.ttlMinutes,
    })
  } catch (error) {
    logError(error)
  }
}

/**
 * Normalises a question so that equal questions get equal keys. In plain sentences case, width,
 * spaces and the final punctuation are ignored; in all other text (code, formulas, lists) every
 * character counts.
 */
export function normaliseQuestion(text: string): string {
  const exact = text.normalize('NFC').trim()
  if (!/^[\p{L}\p{M}\p{Nd} \t,.;:?!'"’“”…，。；：？！、（）()《》「」]+$/u.test(exact)) return exact
  const plain = exact.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ')
  return withoutFinalMarks(plain)
}

/** A loop: a pattern would try anew at each of many full stops. */
function withoutFinalMarks(text: string): string {
  let end = text.length
  while (end > 0 && ' .?!。'.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

/** `end`, or one more if it would split a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  const last = text.charCodeAt(end - 1)
  return last >= 0xd800 && last < 0xdc00 ? end + 1 : end
}
