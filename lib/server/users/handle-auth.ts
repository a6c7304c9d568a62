import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'
import { signedOut } from '../http/create-route.ts'
import { parseOrThrow } from '../http/parse-or-throw.ts'
import { readJsonBody } from '../http/read-body.ts'
import type { RouteRequest } from '../http/route-request.ts'
import type { Services } from '../services.ts'
import { type AuthEndpoint, authEndpoints } from './auth-endpoints.ts'
import { toAuthResponse } from './auth-response.ts'
import { signUp } from './sign-up.ts'

const maxBytes = 16_384
const forwardedHeaders = ['cookie', 'user-agent', 'x-forwarded-for']

/**
 * Passes a request to better-auth, if its endpoint is open, with errors in our shape.
 * @throws AppError 404 for other endpoints, 400 for a wrong field, 401 without a session where one
 * is needed, 403 while sign-up is closed, 429 after too many wrong passwords
 */
export async function handleAuth(
  services: Pick<
    Services,
    'database' | 'auth' | 'readSession' | 'openStreams' | 'exclusively' | 'signInLimit' | 'settings'
  >,
  request: RouteRequest,
): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
  const endpoint = authEndpoints[`${request.method} ${path}`]
  if (!endpoint) {
    const displayMessage = 'There is no such endpoint.'
    throw new AppError({ code: 'not-found', status: 404, displayMessage })
  }
  // Our reader refuses banned users too; better-auth's does not know of bans.
  const user = await services.readSession(request.headers)
  if (!user && endpoint.needsSession) throw signedOut()
  if (!user && path === '/get-session') return Response.json(null)
  const forwarded = await forwardedRequest(request, path, endpoint)
  const response = await toAuthResponse(await answer(services, path, forwarded), request)
  if (user && endpoint.endsSessions) await services.openStreams.review(user.id)
  return response
}

function answer(
  services: Pick<Services, 'database' | 'auth' | 'exclusively' | 'signInLimit' | 'settings'>,
  path: string,
  { request, body }: Forwarded,
) {
  const handle = () => services.auth.handler(request)
  if (path === '/sign-up/email') return signUp(services, handle)
  if (path !== '/sign-in/email') return handle()
  const { email } = signInSchema.parse(body)
  return services.signInLimit.attempt(email, handle, ({ status }) => status === 401)
}

const signInSchema = z.object({ email: z.string() })

interface Forwarded {
  request: Request
  body: object | undefined
}

/** A request of our own making: better-auth gets parsed fields and no header that it might trust. */
async function forwardedRequest(
  request: RouteRequest,
  path: string,
  endpoint: AuthEndpoint,
): Promise<Forwarded> {
  const { method } = request
  const body = endpoint.body && parseOrThrow(endpoint.body, await readJsonBody(request, maxBytes))
  const headers = new Headers(body && { 'content-type': 'application/json' })
  for (const name of forwardedHeaders) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const url = `http://lumos.internal/api/auth${path}`
  const forwarded = new Request(url, { method, headers, body: body && JSON.stringify(body) })
  return { request: forwarded, body }
}
