import { createMessageBuilder } from '#lib/agent/message-builder.ts'
import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import { chatRequestSchema } from '#lib/contracts/chat/chat.ts'
import { giveUpRun, type TakenRun } from '#lib/db/repositories/lost-runs.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import { eventsOfLog } from '#lib/runs/events-of-log.ts'
import { afterTurn } from '../chat/after-turn.ts'
import { startRun } from '../chat/execute-run.ts'
import { prepareTurn, readConversation } from '../chat/prepare-turn.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'

/**
 * Continues the run of a dead instance in the same message. Its readers go on reading: what they
 * have seen of the log is where the answer is continued. An answer that cannot be continued is
 * marked as interrupted. Never rejects.
 */
export async function takeOver(services: Services, run: TakenRun): Promise<void> {
  const held = services.heldRuns.hold(run)
  try {
    await continueRun(services, run)
  } catch (error) {
    logError(error)
    await giveUpRun(services.database.pool, run).catch(logError)
  } finally {
    services.heldRuns.release(held)
  }
}

async function continueRun(services: Services, run: TakenRun): Promise<void> {
  const { runId, chatId, userId, agentId } = run
  const user = await services.database.prisma.user.findUnique({
    where: { id: userId, banned: false },
  })
  if (!user) throw new Error('The user of a lost run is gone.')
  const clock = createStageClock(performance.now())
  const request = chatRequestSchema.parse({
    ...{ id: chatId, agentId, trigger: 'continue-message', messageId: run.assistantMessageId },
    ...(run.isTemporary && { temporary: true }),
  })
  const conversation = readConversation(services, request, clock)
  const files = Promise.resolve([])
  const turn = await prepareTurn(services, { user, request, conversation, files, clock })
  const log = await services.runs.takeOver({ runId, chatId, userId })
  if (!log) throw new Error('This instance answers the chat of a lost run already.')
  const events = eventsOfLog(log.text)
  const prefix = events.length > 0 ? partsOf(events) : turn.prefix
  const { claimed, ended } = startRun(services, { ...turn, prefix }, log.writer, {
    ...{ runId, mostRuns: null },
    logged: events,
  })
  services.background.add(ended.then((status) => afterTurn(services, turn, status)))
  await claimed
}

function partsOf(events: AgentEvent[]) {
  const message = createMessageBuilder()
  for (const event of events) message.add(event)
  return message.parts(false)
}
