import type { AppError } from '#lib/contracts/app-error.ts'
import { settingsSchema } from '#lib/contracts/settings.ts'
import { notedClient } from '../http/client-address.ts'
import type { Services } from '../services.ts'
import { rateLimited } from './rate-limits.ts'

/** The user, and whether an API key is used: keys have higher limits. */
export interface LimitedAsker {
  id: string
  keyId?: string
}

/**
 * Counts a turn without waiting for the store, because it is on the path to the first token.
 * Addresses are counted only if they identify a client: not for programs on this machine and not
 * behind an untrusted proxy.
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

/** `Retry-After` of a refused run, whose real waiting time is unknown. */
const lookAgainMs = 5_000

/**
 * Refuses a run if this instance alone runs the maximum number of the user's answers already.
 * @returns that number, which the claim of the run compares with the runs of all instances; null
 * without a limit
 * @throws AppError 429 `rate-limited`
 */
export function limitRuns(
  { runs, settings }: Pick<Services, 'runs' | 'settings'>,
  asker: LimitedAsker,
): number | null {
  const { rateLimits } = settings.latest() ?? settingsSchema.parse({})
  const most = asker.keyId === undefined ? rateLimits.runsPerUser : rateLimits.runsPerKeyOwner
  if (most !== null && runs.size({ userId: asker.id }) >= most) throw tooManyRuns(most)
  return most
}

export function tooManyRuns(most: number): AppError {
  return rateLimited(lookAgainMs, `${most} answers are running already. Wait until one has ended.`)
}
