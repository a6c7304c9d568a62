import { clearOutbox } from '#components/chat/open-chat/outbox.ts'
import { signInPath } from '#lib/contracts/account/return-path.ts'
import { forgetOffline } from './offline/service-worker.ts'

/** Whether the user is ending the session. Requests that end with 401 then lead nowhere. */
let isLeaving = false

/**
 * Sends a user whose session has ended to the sign-in page, which leads back here.
 * @param reason the code of the 401
 */
export function leaveForSignIn(reason: string): void {
  const { pathname, search, hash } = window.location
  if (isLeaving || pathname === '/sign-in') return
  window.location.assign(signInPath(`${pathname}${search}${hash}`, reason))
}

/**
 * Ends the session and clears the account's storage, because the next user of this browser may be
 * another person.
 * @throws what `end` throws, and nothing is cleared
 */
export async function leaveForGood(end: () => Promise<unknown>): Promise<void> {
  isLeaving = true
  try {
    await end()
  } catch (error) {
    isLeaving = false
    throw error
  }
  sessionStorage.clear()
  clearOutbox()
  await forgetOffline()
  window.location.assign('/sign-in')
}
