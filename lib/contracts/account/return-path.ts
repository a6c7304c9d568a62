const base = 'http://lumos.invalid'
/** One slash: two begin the name of another host, and browsers take a backslash for a slash. */
const ownPath = /^\/(?![/\\])/
const noDestination = /^\/(?:sign-in|sign-up|change-password|reset-password|api)(?:$|[/?#])/

/** Where somebody wanted to go before signing in: a path of ours, or the start. */
export function returnPath(text: string | null | undefined): string {
  if (!text || text.length > 2_000 || !ownPath.test(text)) return '/'
  const url = URL.parse(text, base)
  if (url?.origin !== base) return '/'
  url.searchParams.delete('_rsc')
  const path = `${url.pathname}${url.search}${url.hash}`
  // Resolving may bring two slashes together.
  return ownPath.test(path) && !noDestination.test(path) ? path : '/'
}

/** The page where a handed-on password is changed, which leads back. */
export function ownPasswordPath(from: string | null | undefined): string {
  const next = returnPath(from)
  return next === '/' ? '/change-password' : `/change-password?${new URLSearchParams({ next })}`
}

/** The sign-in page that says why, and leads back. */
export function signInPath(from: string | null | undefined, reason: string): string {
  const query = new URLSearchParams()
  const next = returnPath(from)
  if (next !== '/') query.set('next', next)
  if (reason !== 'signed-out') query.set('reason', reason)
  const text = query.toString()
  return text === '' ? '/sign-in' : `/sign-in?${text}`
}
