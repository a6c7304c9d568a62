import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'
import { serverBusy } from '../http/error-response.ts'
import type { RouteRequest } from '../http/route-request.ts'
import { emailTaken } from './email-taken.ts'

const errorSchema = z.object({ code: z.string().optional(), message: z.string().optional() })

/**
 * better-auth's answer as ours: its cookies are `Secure` when the browser came over https.
 * @throws AppError for its errors
 */
export async function toAuthResponse(response: Response, request: RouteRequest): Promise<Response> {
  if (!response.ok) throw await toAppError(response)
  const headers = new Headers({ 'content-type': 'application/json' })
  const suffix = isHttps(request) ? '; Secure' : ''
  for (const cookie of response.headers.getSetCookie()) {
    headers.append('set-cookie', cookie + suffix)
  }
  return new Response(response.body, { status: response.status, headers })
}

async function toAppError(response: Response): Promise<AppError> {
  const { status } = response
  const parsed = errorSchema.safeParse(await response.json())
  const { code = 'auth-failed', message = 'This did not work.' } = parsed.data ?? {}
  if (status >= 500) throw new Error(`better-auth failed: ${code}`)
  // better-auth's word for whatever the database refused, a timeout before all.
  if (code === 'FAILED_TO_CREATE_USER') return serverBusy()
  if (code.startsWith('USER_ALREADY_EXISTS')) return emailTaken(undefined)
  return new AppError({
    code: code.toLowerCase().replaceAll('_', '-'),
    status,
    displayMessage: message,
  })
}

/** Behind a proxy the browser's own scheme is in its `Origin`, or in what the proxy adds. */
function isHttps(request: RouteRequest): boolean {
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return forwarded === 'https' || (request.headers.get('origin') ?? '').startsWith('https:')
}
