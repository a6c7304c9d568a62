/** All values of a cookie name: a browser also sends cookies of other paths and parent domains. */
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
 * The session cookie's name over https. Browsers accept a `__Host-` cookie only from this exact
 * host, so a sibling domain cannot sign a user in to an account of its own.
 */
export const hostSessionCookieName = `__Host-${sessionCookieName}`

/**
 * The session cookies to check: the `__Host-` ones if there are any or only https is served, else
 * the plain ones.
 */
export function sessionCookies(header: string | null, isHttpsOnly: boolean): string[] {
  const ofHost = cookiesNamed(header, hostSessionCookieName)
  return ofHost.length > 0 || isHttpsOnly ? ofHost : cookiesNamed(header, sessionCookieName)
}
