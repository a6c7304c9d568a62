import { AppError } from '#lib/contracts/app-error.ts'
import { readJsonBody } from '../http/read-body.ts'
import type { Services } from '../services.ts'
import { signUpState } from '../settings/sign-up-state.ts'

/** What is open of better-auth's many endpoints. */
const openPaths = new Set([
  'POST /sign-up/email',
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /change-password',
])
const maxBytes = 16_384

/**
 * Passes a request to better-auth, with its errors in our shape.
 * @throws AppError 404 for an endpoint that is not open, 403 while sign-up is closed
 */
export async function handleAuth(services: Services, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
  const endpoint = `${request.method} ${path}`
  if (!openPaths.has(endpoint)) {
    throw new AppError({
      code: 'not-found',
      status: 404,
      userMessage: 'There is no such endpoint.',
    })
  }
  const forwarded = await copyRequest(request)
  const response =
    path === '/sign-up/email'
      ? await signUp(services, forwarded)
      : await services.auth.handler(forwarded)
  return response.ok ? response : inOurShape(response)
}

/** Reads the body within its limit and hands it on. */
async function copyRequest(request: Request): Promise<Request> {
  const { url, method } = request
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const hasBody = method === 'POST' && request.headers.get('content-type') !== null
  const body = hasBody ? JSON.stringify(await readJsonBody(request, maxBytes)) : undefined
  return new Request(url, { method, headers, ...(body !== undefined && { body }) })
}

/** One sign-up at a time, in all processes, so that exactly one account becomes the first admin. */
function signUp(services: Services, request: Request): Promise<Response> {
  return services.exclusively(async () => {
    const { isFirstAccount, isSignUpOpen } = await signUpState(services)
    if (!isSignUpOpen) {
      throw new AppError({
        code: 'sign-up-closed',
        status: 403,
        userMessage: 'Sign-up is closed. Ask an admin for an account.',
      })
    }
    const response = await services.auth.handler(request)
    if (response.ok && isFirstAccount) await makeAdmin(services, response.clone())
    return response
  })
}

async function makeAdmin(services: Services, response: Response) {
  const { user } = (await response.json()) as { user: { id: string } }
  await services.database.prisma.user.update({ where: { id: user.id }, data: { role: 'admin' } })
}

async function inOurShape(response: Response): Promise<Response> {
  const body = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  const code = (body.code ?? 'auth-failed').toLowerCase().replaceAll('_', '-')
  const message = body.message ?? 'This did not work.'
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return Response.json({ error: { code, message } }, { status: response.status, headers })
}
