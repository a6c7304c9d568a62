const key = 'lumos-return-address'

/** Sends somebody whose session ended to the sign-in page, and notes where to come back to. */
export function leaveForSignIn(): void {
  if (window.location.pathname === '/sign-in') return
  sessionStorage.setItem(key, window.location.href)
  window.location.assign('/sign-in')
}

/** Where this tab was when the session ended, with its drafts; else the start. */
export function takeReturnAddress(): string {
  const address = sessionStorage.getItem(key) ?? '/'
  sessionStorage.removeItem(key)
  return address
}

/** The next one who signs in here may be somebody else: what this tab keeps is dropped. */
export function leaveForGood(): void {
  sessionStorage.clear()
  window.location.assign('/sign-in')
}
