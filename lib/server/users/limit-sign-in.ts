import { AppError } from '#lib/contracts/app-error.ts'
import { notedClient } from '../http/client-address.ts'
import { rateLimited } from '../limits/rate-limits.ts'
import type { Services } from '../services.ts'

type LimitServices = Pick<Services, 'limits' | 'devices' | 'signInLanes'>

/**
 * Checks a password and counts failures per client address, against one password tried on many
 * accounts, and per account, against many passwords tried on one. A device with an earlier sign-in
 * to the account has its own counter, so that strangers cannot lock the owner out. Few checks run
 * at once per client, because each costs tens of milliseconds of CPU.
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
 * Checks a signed-in user's password. It is counted before the check, so that parallel requests
 * cannot exceed the limit.
 * @throws AppError 429 `rate-limited`
 */
export function limitPasswordCheck(
  { limits }: LimitServices,
  userId: string,
  check: () => Promise<Response>,
): Promise<Response> {
  return countFailure(limits, 'passwordChecksPerUser', userId, check)
}

/** A wrong password is 401 at sign-in and 400 for a user with a session. */
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

/**
 * Counts a wrong password for the client's address. Exceeding the limit is ignored here, because
 * the request already has its answer.
 */
async function noteWrong(limits: Services['limits'], network: string): Promise<void> {
  try {
    await limits.count('signInsPerClient', network)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'rate-limited')) throw error
  }
}
