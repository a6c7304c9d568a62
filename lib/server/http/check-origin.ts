import { AppError } from '#lib/contracts/app-error.ts'
import type { RouteRequest } from './route-request.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function isMutation(request: RouteRequest): boolean {
  return !safeMethods.has(request.method)
}

/**
 * Refuses a mutation that a page of another site sends with the user's cookie: its `Origin` must
 * name the host that the request is for. Proxies must therefore pass `Host` on unchanged.
 * Programs that send neither header are not browsers, and carry no cookie against their will.
 * @throws AppError 403
 */
export function checkOrigin(request: RouteRequest): void {
  const origin = request.headers.get('origin')
  if (origin !== null) {
    if (isOwnOrigin(origin, request)) return
  } else {
    const site = request.headers.get('sec-fetch-site')
    if (site === null || site === 'same-origin' || site === 'none') return
  }
  throw new AppError({
    code: 'foreign-origin',
    status: 403,
    displayMessage: 'This request came from another site and was refused.',
  })
}

function isOwnOrigin(origin: string, request: RouteRequest): boolean {
  const host = request.headers.get('host') ?? new URL(request.url).host
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
