import { LRUCache } from 'lru-cache'
import { AppError } from '#lib/contracts/app-error.ts'
import { log } from '../log.ts'
import type { RouteRequest } from './route-request.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function isMutation(request: RouteRequest): boolean {
  return !safeMethods.has(request.method)
}

/**
 * Refuses mutations that a page of another site sends with the user's cookie (CSRF): `Origin` must
 * be the public address or the request's own scheme and host. Both are compared as URLs, so case
 * and default ports do not matter. `X-Forwarded-Proto` is trusted from any client, because pages of
 * other sites cannot set it. Requests without these headers come from programs other than browsers,
 * which no other site can make send the cookie.
 * @param publicUrl the origin in `LUMOS_URL`
 * @throws AppError 403
 */
export function checkOrigin(request: RouteRequest, publicUrl: string | undefined): void {
  const header = request.headers.get('origin')
  if (header === null) {
    const site = request.headers.get('sec-fetch-site')
    if (site === null || site === 'same-origin' || site === 'none') return
    throw refusal('This request came from another site and was refused.')
  }
  const origin = webOrigin(header)
  const own = ownOrigin(request)
  if (origin !== null && (origin === publicUrl || origin === own)) return
  const shown = origin ?? 'an address that cannot be read'
  const hint = publicUrl
    ? `LUMOS_URL is ${publicUrl}: it must be the address in the browser.`
    : 'If both are the same site behind a proxy, set LUMOS_URL to the address in the browser.'
  const message = `This request came from ${shown} to ${own ?? 'an unreadable host'} and was refused. ${hint} See docs/proxies.md.`
  noteRefusal(message)
  throw refusal(message)
}

/** The text as a web origin; null for other schemes and invalid URLs. */
function webOrigin(text: string): string | null {
  const url = URL.parse(text)
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  return url && isWeb ? url.origin : null
}

function ownOrigin({ headers, url }: RouteRequest): string | null {
  const host = headers.get('host') ?? new URL(url).host
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase() ?? 'http'
  return webOrigin(`${scheme}://${host}`)
}

function refusal(displayMessage: string): AppError {
  return new AppError({ code: 'foreign-origin', status: 403, displayMessage })
}

const noted = new LRUCache<string, true>({ max: 50 })

/**
 * Logs each refusal once: the message helps to set up a proxy, and an attacker cannot fill the log.
 */
function noteRefusal(message: string): void {
  if (noted.has(message)) return
  noted.set(message, true)
  log().warn({ name: 'foreign-origin' }, message)
}
