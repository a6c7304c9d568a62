import { signInPath } from '#lib/contracts/return-path.ts'

/**
 * Sends somebody who is not signed in any more to the sign-in page, which leads back here.
 * @param reason the code of the 401
 */
export function leaveForSignIn(reason: string): void {
  const { pathname, search, hash } = window.location
  if (pathname === '/sign-in') return
  window.location.assign(signInPath(`${pathname}${search}${hash}`, reason))
}

/** The next one who signs in here may be somebody else: what this tab keeps is dropped. */
export function leaveForGood(): void {
  sessionStorage.clear()
  window.location.assign('/sign-in')
}
