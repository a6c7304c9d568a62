/** The values of all cookies of a name: a browser sends those of other paths and domains too. */
export function cookiesNamed(header: string | null, name: string): string[] {
  const prefix = `${name}=`
  return (header ?? '')
    .split(/; */)
    .filter((cookie) => cookie.startsWith(prefix))
    .map((cookie) => cookie.slice(prefix.length))
}

/** The cookie that holds `token.signature`, as better-auth writes it. */
export const sessionCookieName = 'lumos.session_token'

/**
 * Its name over https: browsers take a cookie with this prefix only from this very host, so that a
 * sibling domain cannot sign somebody in to an account of its own.
 */
export const hostSessionCookieName = `__Host-${sessionCookieName}`

/** The values of the session cookies that count: those of this host alone, where there are any. */
export function sessionCookies(header: string | null, isHttpsOnly: boolean): string[] {
  const ofHost = cookiesNamed(header, hostSessionCookieName)
  return ofHost.length > 0 || isHttpsOnly ? ofHost : cookiesNamed(header, sessionCookieName)
}
