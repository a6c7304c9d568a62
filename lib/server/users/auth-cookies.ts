import { hostSessionCookieName, sessionCookieName, sessionCookies } from '#lib/auth/cookies.ts'

/** Deletes the cookie of an earlier version or of a sign-in over http. */
const endPlainCookie = `${sessionCookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`

/** A request's cookies for better-auth, with the session only under its plain name. */
export function cookiesForAuth(header: string | null, isHttpsOnly: boolean): string {
  const others = (header ?? '')
    .split(/; */)
    .filter((cookie) => !/^(?:__Host-)?lumos\.session_token=/.test(cookie))
  const sessions = sessionCookies(header, isHttpsOnly)
  return [...sessions.map((value) => `${sessionCookieName}=${value}`), ...others].join('; ')
}

/**
 * better-auth's `Set-Cookie` for the browser: over https with `Secure` and the session under its
 * `__Host-` name.
 */
export function cookiesForBrowser(setCookies: string[], isHttps: boolean): string[] {
  if (!isHttps) return setCookies
  const isSession = (cookie: string) => cookie.startsWith(`${sessionCookieName}=`)
  const secure = setCookies.map((cookie) =>
    isSession(cookie)
      ? `${cookie.replace(sessionCookieName, hostSessionCookieName)}; Secure`
      : `${cookie}; Secure`,
  )
  return setCookies.some(isSession) ? [...secure, endPlainCookie] : secure
}
