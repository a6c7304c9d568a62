import { z } from 'zod'
import { AppError } from '#lib/contracts/app-error.ts'
import { serverBusy } from '../http/error-response.ts'
import { emailTaken } from './email-taken.ts'

const errorSchema = z.object({ code: z.string().optional(), message: z.string().optional() })

const answerSchema = z
  .looseObject({ user: z.looseObject({ id: z.string(), name: z.string() }).nullish() })
  .nullable()

/** A parsed answer of better-auth. */
export interface AuthAnswer {
  status: number
  body: unknown
  user: { id: string; name: string } | null
  setCookies: string[]
}

/** @throws AppError if better-auth answered with an error */
export async function readAuthAnswer(response: Response): Promise<AuthAnswer> {
  if (!response.ok) throw await toAppError(response)
  const body: unknown = await response.json()
  const user = answerSchema.safeParse(body).data?.user ?? null
  return {
    ...{ status: response.status, user, setCookies: response.headers.getSetCookie() },
    body: withoutToken(body),
  }
}

/** Removes the session token, which must stay in the HttpOnly cookie. */
function withoutToken(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const { token: _, ...rest } = body as Record<string, unknown>
  return 'session' in rest ? { ...rest, session: withoutToken(rest.session) } : rest
}

export function toAuthResponse({ status, body }: AuthAnswer, setCookies: string[]): Response {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const cookie of setCookies) headers.append('set-cookie', cookie)
  return new Response(JSON.stringify(body), { status, headers })
}

async function toAppError(response: Response): Promise<AppError> {
  const { status } = response
  const parsed = errorSchema.safeParse(await response.json())
  const { code = 'auth-failed', message = 'This did not work.' } = parsed.data ?? {}
  if (status >= 500) throw new Error(`better-auth failed: ${code}`)
  // better-auth's code for every database error on sign-up; the usual cause is a timeout.
  if (code === 'FAILED_TO_CREATE_USER') return serverBusy()
  if (code.startsWith('USER_ALREADY_EXISTS')) return emailTaken(undefined)
  return new AppError({
    code: code.toLowerCase().replaceAll('_', '-'),
    status,
    displayMessage: message,
  })
}
