import { hostSessionCookieName, sessionCookieName, sessionCookies } from '#lib/auth/cookies.ts'

/** Ends what an earlier version, or a sign-in over http, has left. */
const endPlainCookie = `${sessionCookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`

/** The cookies of a request as better-auth knows them: the session under its plain name alone. */
export function cookiesForAuth(header: string | null, isHttpsOnly: boolean): string {
  const others = (header ?? '')
    .split(/; */)
    .filter((cookie) => !/^(?:__Host-)?lumos\.session_token=/.test(cookie))
  const sessions = sessionCookies(header, isHttpsOnly)
  return [...sessions.map((value) => `${sessionCookieName}=${value}`), ...others].join('; ')
}

/**
 * better-auth's `Set-Cookie` as the browser gets it: over https `Secure`, and the session under the
 * name that binds it to this host.
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
