import { clearOutbox } from '#components/chat/open-chat/outbox.ts'
import { signInPath } from '#lib/contracts/account/return-path.ts'
import { forgetOffline } from './offline/service-worker.ts'

/**
 * Sends a user whose session has ended to the sign-in page, which leads back here.
 * @param reason the code of the 401
 */
export function leaveForSignIn(reason: string): void {
  const { pathname, search, hash } = window.location
  if (pathname === '/sign-in') return
  window.location.assign(signInPath(`${pathname}${search}${hash}`, reason))
}

/** Clears the account's storage, because the next user of this browser may be another person. */
export async function leaveForGood(): Promise<void> {
  sessionStorage.clear()
  clearOutbox()
  await forgetOffline()
  window.location.assign('/sign-in')
}
