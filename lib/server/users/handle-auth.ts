import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'
import { notedClient } from '../http/client-address.ts'
import { parseOrThrow } from '../http/parse-or-throw.ts'
import { readJsonBody } from '../http/read-body.ts'
import { signedOut } from '../http/require-user.ts'
import type { RouteRequest } from '../http/route-request.ts'
import type { Services } from '../services.ts'
import { cookiesForAuth, cookiesForBrowser } from './auth-cookies.ts'
import { type AuthEndpoint, authEndpoints } from './auth-endpoints.ts'
import { readAuthAnswer, toAuthResponse } from './auth-response.ts'
import { limitPasswordCheck, limitSignIn } from './limit-sign-in.ts'
import { recordAuth, recordRefusedSignIn } from './record-auth.ts'
import { signUp } from './sign-up.ts'

const maxBytes = 16_384

type AuthServices = Pick<
  Services,
  | 'audit'
  | 'auth'
  | 'background'
  | 'database'
  | 'devices'
  | 'env'
  | 'exclusively'
  | 'limits'
  | 'openStreams'
  | 'readSession'
  | 'readSignedOutReason'
  | 'secret'
  | 'settings'
  | 'signInLanes'
>

/**
 * Passes a request to better-auth if its endpoint is allowed, and converts its errors to
 * `AppError`.
 * @throws AppError 404 for other endpoints, 400 for an invalid field, 401 without a required
 * session, 403 while sign-up is closed, 429 after too many wrong passwords
 */
export async function handleAuth(services: AuthServices, request: RouteRequest): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
  const endpoint = authEndpoints[`${request.method} ${path}`]
  if (!endpoint) {
    const displayMessage = 'There is no such endpoint.'
    throw new AppError({ code: 'not-found', status: 404, displayMessage })
  }
  // Lumos's session reader also refuses banned users; better-auth's does not check bans.
  const user = await services.readSession(request.headers)
  if (!user && endpoint.needsSession)
    throw signedOut(await services.readSignedOutReason(request.headers))
  if (!user && path === '/get-session') return Response.json(null)
  const body = endpoint.body && parseOrThrow(endpoint.body, await readJsonBody(request, maxBytes))
  if (path === '/change-password' && body) refuseSamePassword(body)
  const response = await send(services, { request, path, body, userId: user?.id ?? null })
  const answer = await readAuthAnswer(response)
  if (user && endpoint.endsSessions) await services.openStreams.review(user.id)
  if (user && path === '/change-password') {
    const data = { mustChangePassword: false }
    await services.database.prisma.user.update({ where: { id: user.id }, data })
  }
  await recordAuth(services, { path, user: user ?? answer.user, body, request })
  const cookies = cookiesForBrowser(answer.setCookies, isHttps(services, request))
  return toAuthResponse(answer, [...cookies, ...deviceCookie(services, path, body, request)])
}

/** @throws AppError 400 when the new password is the current one */
function refuseSamePassword(body: object): void {
  const { currentPassword, newPassword } = passwordsSchema.parse(body)
  if (currentPassword !== newPassword) return
  const displayMessage = 'The new password must be another one.'
  throw new AppError({
    code: 'password-unchanged',
    status: 400,
    field: 'newPassword',
    displayMessage,
  })
}

const passwordsSchema = z.looseObject({ currentPassword: z.string(), newPassword: z.string() })

interface AuthCall {
  request: RouteRequest
  path: string
  body: object | undefined
  userId: string | null
}

/** Sends the call to better-auth within the rate limits of its endpoint. */
async function send(services: AuthServices, call: AuthCall): Promise<Response> {
  const { path, body, userId, request } = call
  const { setupCode, ...fields } = fieldsSchema.parse(body ?? {})
  const handle = () => services.auth.handler(requestForAuth(services, call, body && fields))
  if (path === '/sign-up/email')
    return signUp(services, { headers: request.headers, setupCode }, handle)
  if (path === '/change-password' && userId) return limitPasswordCheck(services, userId, handle)
  if (path !== '/sign-in/email' || fields.email === undefined) return handle()
  const response = await limitSignIn(services, request.headers, fields.email, handle)
  if (response.status === 401) recordRefusedSignIn(services, fields.email, request)
  return response
}

const fieldsSchema = z.looseObject({
  email: z.string().optional(),
  setupCode: z.string().optional(),
})

/**
 * A new request for better-auth with the parsed fields, without client headers that it might trust.
 */
function requestForAuth(
  { env }: AuthServices,
  { request, path }: AuthCall,
  fields: object | undefined,
): Request {
  const headers = new Headers(fields && { 'content-type': 'application/json' })
  headers.set('cookie', cookiesForAuth(request.headers.get('cookie'), isHttpsOnly(env)))
  headers.set('x-forwarded-for', notedClient(request.headers).address)
  const agent = request.headers.get('user-agent')
  if (agent !== null) headers.set('user-agent', agent)
  const url = `http://lumos.internal/api/auth${path}`
  return new Request(url, {
    method: request.method,
    headers,
    ...(fields && { body: JSON.stringify(fields) }),
  })
}

/** The cookie that registers the device for the signed-in account. */
function deviceCookie(
  services: Pick<AuthServices, 'devices' | 'env'>,
  path: string,
  body: AuthEndpoint['body'] | object | undefined,
  request: RouteRequest,
): string[] {
  const { email } = fieldsSchema.parse(body ?? {})
  if (email === undefined || !/^\/sign-(?:in|up)\/email$/.test(path)) return []
  const known = services.devices.read(request.headers.get('cookie'), email)
  return [services.devices.write(email, known, isHttps(services, request))]
}

function isHttpsOnly({ publicUrl }: AuthServices['env']): boolean {
  return publicUrl?.startsWith('https:') ?? false
}

/** Behind a proxy the browser's scheme is in `Origin` or in a header that the proxy adds. */
function isHttps({ env }: Pick<AuthServices, 'env'>, { headers }: RouteRequest): boolean {
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  const isOriginHttps = (headers.get('origin') ?? '').startsWith('https:')
  return isHttpsOnly(env) || forwarded === 'https' || isOriginHttps
}
