import { z } from 'zod'
import type { EventData } from '#lib/contracts/webhooks/webhook-event.ts'
import type { TurnEventJob } from '#lib/db/repositories/turn-events.ts'
import type { Services } from '../services.ts'
import { publishEvent } from './publish-event.ts'

type Ended = EventData<'turn.ended'>

/** What a turn's trace holds beside its columns. */
const metadataSchema = z.object({
  costUsd: z.number().nullable().catch(null),
  browser: z.object({ waitMs: z.number().optional() }).catch({}),
})

/** Tells webhooks that a turn has ended, and whether it missed its agent's budget. */
export async function publishTurn(
  { database, jobs }: Pick<Services, 'database' | 'jobs'>,
  { turnId, budgetMs }: TurnEventJob,
): Promise<void> {
  const turn = await database.prisma.turn.findUnique({
    where: { id: turnId },
    include: { agent: { select: { id: true, name: true } } },
  })
  // Its user was deleted meanwhile.
  if (!turn) return
  const { chatId, userId, agent, model, ttfbMs, startedAt, totalMs } = turn
  const { costUsd, browser } = metadataSchema.parse(turn.metadata)
  const at = new Date(startedAt.getTime() + (totalMs ?? 0))
  const common = { turnId, chatId, userId, agent, model }
  const { requestedModel, userMessageId, assistantMessageId, outcomeReason } = turn
  const { inputTokens, outputTokens, cachedTokens } = turn
  await publishEvent(jobs, {
    ...{ id: `turn-ended-${turnId}`, type: 'turn.ended', at },
    data: {
      ...common,
      ...{ requestedModel, userMessageId, assistantMessageId },
      status: turn.outcome as Ended['status'],
      statusReason: outcomeReason,
      startedAt: startedAt.toISOString(),
      ...{ ttfbMs, waitMs: browser.waitMs ?? null, totalMs },
      ...{ inputTokens, outputTokens, cachedTokens, costUsd },
    },
  })
  if (budgetMs === null || ttfbMs === null || ttfbMs <= budgetMs) return
  const data = { ...common, budget: 'ttfb' as const, budgetMs, ttfbMs }
  await publishEvent(jobs, { id: `budget-missed-${turnId}`, type: 'budget.missed', at, data })
}
