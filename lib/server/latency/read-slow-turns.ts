import type { LatencyFilter, SlowTurn } from '#lib/contracts/latency/latency.ts'
import { readSlowestTurns } from '#lib/db/repositories/latency-turns.ts'
import type { Services } from '../services.ts'
import { periodOf } from './collect-stats.ts'

const shown = 20

export async function readSlowTurns(
  { database }: Pick<Services, 'database'>,
  filter: LatencyFilter,
): Promise<{ items: SlowTurn[] }> {
  const rows = await readSlowestTurns(database.pool, { ...filter, ...periodOf(filter) }, shown)
  return {
    items: rows.map(({ startedAt, ...row }) => ({
      id: row.id,
      chatId: row.chatId,
      agentId: row.agentId,
      model: row.model,
      startedAt: startedAt.toISOString(),
      outcome: row.outcome,
      ttfbMs: row.ttfbMs,
      waitMs: row.waitMs,
      totalMs: row.totalMs,
    })),
  }
}
