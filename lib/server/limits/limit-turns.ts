import { settingsSchema } from '#lib/contracts/settings.ts'
import { notedClient } from '../http/client-address.ts'
import type { Services } from '../services.ts'
import { rateLimited } from './rate-limits.ts'

/** Who asks, and whether by an API key: programs may do more than people. */
export interface LimitedAsker {
  id: string
  keyId?: string
}

/**
 * Counts a turn, without waiting for the count: this is on the path to the first token. Addresses
 * are counted only where they are known to be one client's: not for this machine's own programs, nor
 * behind a proxy that is not trusted.
 * @throws AppError 429 `rate-limited`
 */
export function limitTurns(
  { limits }: Pick<Services, 'limits'>,
  asker: LimitedAsker,
  headers: Pick<Headers, 'get'>,
): void {
  if (asker.keyId !== undefined) {
    limits.countSoon('turnsPerKey', asker.keyId)
    return
  }
  limits.countSoon('turnsPerUser', asker.id)
  const { origin, network } = notedClient(headers)
  if (origin === 'elsewhere') limits.countSoon('turnsPerClient', network)
}

/** An answer may end at any moment; this is when to look again. */
const lookAgainMs = 5_000

/**
 * Refuses a run while the user has as many as one may have at once.
 * @throws AppError 429 `rate-limited`
 */
export function limitRuns(
  { runs, settings }: Pick<Services, 'runs' | 'settings'>,
  asker: LimitedAsker,
): void {
  const { rateLimits } = settings.latest() ?? settingsSchema.parse({})
  const most = asker.keyId === undefined ? rateLimits.runsPerUser : rateLimits.runsPerKeyOwner
  if (most === null || runs.size({ userId: asker.id }) < most) return
  throw rateLimited(lookAgainMs, `${most} answers are running already. Wait until one has ended.`)
}
