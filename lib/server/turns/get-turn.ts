import { z } from 'zod'
import { notFound } from '#lib/contracts/app-error.ts'
import {
  connectionUseSchema,
  modelAttemptSchema,
  stageSchema,
  turnTimingSchema,
} from '#lib/contracts/latency/timing.ts'
import type { Turn } from '#lib/contracts/latency/turn.ts'
import type { Services } from '../services.ts'

const outcomeSchema = z.enum(['running', 'complete', 'partial', 'stopped', 'interrupted', 'error'])
const metadataSchema = z
  .object({
    attempts: z.array(modelAttemptSchema).optional(),
    hedged: z.boolean().optional(),
    connection: connectionUseSchema.optional(),
    promptCache: turnTimingSchema.shape.promptCache,
    prefill: turnTimingSchema.shape.prefill,
    costUsd: turnTimingSchema.shape.costUsd,
  })
  .catchall(z.unknown())

/**
 * The trace of a turn, for its owner or an admin.
 * @throws AppError 404 for a turn of somebody else
 */
export async function getTurn(
  services: Pick<Services, 'database'>,
  user: { id: string; role: string },
  turnId: string,
): Promise<Turn> {
  const row = await services.database.prisma.turn.findFirst({
    where: { id: turnId, ...(user.role !== 'admin' && { userId: user.id }) },
  })
  if (!row) throw notFound('turn')
  const { attempts, hedged, connection, promptCache, prefill, costUsd, ...metadata } =
    metadataSchema.parse(row.metadata)
  return {
    id: row.id,
    chatId: row.chatId,
    agentId: row.agentId,
    outcome: outcomeSchema.parse(row.outcome),
    outcomeReason: row.outcomeReason,
    startedAt: row.startedAt.toISOString(),
    ttfbMs: row.ttfbMs,
    ...(row.reasoningMs !== null && { reasoningMs: row.reasoningMs }),
    totalMs: row.totalMs,
    stages: z.array(stageSchema).parse(row.stages),
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    ...(row.cachedTokens !== null && { cachedTokens: row.cachedTokens }),
    tokensPerSecond: row.tokensPerSecond,
    model: row.model,
    ...(row.requestedModel !== null && { requestedModel: row.requestedModel }),
    ...(hedged && { hedged }),
    ...(attempts && { attempts }),
    ...(connection && { connection }),
    ...(promptCache && { promptCache }),
    ...(prefill && { prefill }),
    ...(costUsd !== undefined && { costUsd }),
    metadata,
  }
}
