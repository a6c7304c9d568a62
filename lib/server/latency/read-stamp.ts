import type { LatencyStamp } from '#lib/contracts/latency/latency.ts'
import { readLatestTurnsHash } from '#lib/db/repositories/latency-turns.ts'
import type { Services } from '../services.ts'

const minuteMs = 60_000

/** A value that changes when a turn ends and every minute, because the period moves on. */
export async function readLatencyStamp(
  { database }: Pick<Services, 'database'>,
  now = Date.now(),
): Promise<LatencyStamp> {
  const hash = await readLatestTurnsHash(database.pool)
  return { stamp: `${Math.floor(now / minuteMs)}-${hash}` }
}
