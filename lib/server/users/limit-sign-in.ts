import { AppError } from '#lib/contracts/app-error.ts'
import { notedClient } from '../http/client-address.ts'
import { rateLimited } from '../limits/rate-limits.ts'
import type { Services } from '../services.ts'

type LimitServices = Pick<Services, 'limits' | 'devices' | 'signInLanes'>

/**
 * Tries a password, and counts it when it is wrong: for the client's address, so that nobody tries
 * one password on many accounts, and for the account, so that nobody tries many on one. A device on
 * which the account was used before has a count of its own, so that strangers cannot lock its owner
 * out. Few are tried at once for one client, since each costs tens of milliseconds of CPU.
 * @throws AppError 429 `rate-limited`
 */
export async function limitSignIn(
  { limits, devices, signInLanes }: LimitServices,
  headers: Pick<Headers, 'get'>,
  email: string,
  signIn: () => Promise<Response>,
): Promise<Response> {
  const { address, network } = notedClient(headers)
  const device = devices.read(headers.get('cookie'), email)
  const isClientCounted = device === null && address !== 'unknown'
  const account = device === null ? email : `${email} ${device}`
  const attempt = async () => {
    if (isClientCounted) await limits.check('signInsPerClient', network)
    const response = await countFailure(limits, 'signInsPerAccount', account, signIn)
    if (isClientCounted && response.status === 401) await noteWrong(limits, network)
    return response
  }
  return signInLanes.run(network, attempt, () => rateLimited(5_000))
}

/**
 * Tries a signed-in user's password. Counted while it is tried, so that many at once get no further.
 * @throws AppError 429 `rate-limited`
 */
export function limitPasswordCheck(
  { limits }: LimitServices,
  userId: string,
  check: () => Promise<Response>,
): Promise<Response> {
  return countFailure(limits, 'passwordChecksPerUser', userId, check)
}

/** A wrong password is 401 at sign-in, and 400 where it stands beside a session. */
async function countFailure(
  limits: Services['limits'],
  kind: 'signInsPerAccount' | 'passwordChecksPerUser',
  who: string,
  attempt: () => Promise<Response>,
): Promise<Response> {
  await limits.count(kind, who)
  let isWrong = false
  try {
    const response = await attempt()
    isWrong = response.status === 401 || response.status === 400
    return response
  } finally {
    if (!isWrong) await limits.uncount(kind, who)
  }
}

/** The one that is one too many was answered already. */
async function noteWrong(limits: Services['limits'], network: string): Promise<void> {
  try {
    await limits.count('signInsPerClient', network)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'rate-limited')) throw error
  }
}
