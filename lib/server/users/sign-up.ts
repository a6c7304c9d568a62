import { isSetupCode } from '#lib/auth/setup-code.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { notedClient } from '../http/client-address.ts'
import type { Services } from '../services.ts'
import { signUpState } from '../settings/sign-up-state.ts'

type SignUpServices = Pick<
  Services,
  'database' | 'env' | 'exclusively' | 'limits' | 'secret' | 'settings'
>

interface SignUpRequest {
  headers: Pick<Headers, 'get'>
  /** Of the start screen, for the first account. */
  setupCode: string | undefined
}

/**
 * Creates an account, if sign-up is open. One at a time, in all processes: exactly one account
 * becomes the first admin, and many sign-ups together do not use up the pool of connections.
 * @throws AppError 403 while sign-up is closed or without the set-up code where it is needed, 429
 * when too many accounts were made from one address
 */
export async function signUp(
  services: SignUpServices,
  request: SignUpRequest,
  create: () => Promise<Response>,
): Promise<Response> {
  // Most of what comes while it is closed need not wait.
  await requireOpenSignUp(services, request)
  return services.exclusively(async () => {
    const { firstAccount } = await requireOpenSignUp(services, request)
    const { address, network } = notedClient(request.headers)
    if (!firstAccount && address !== 'unknown')
      await services.limits.count('signUpsPerClient', network)
    return create()
  })
}

async function requireOpenSignUp(services: SignUpServices, { headers, setupCode }: SignUpRequest) {
  const state = await signUpState(services)
  if (state.needsSetupCode) await requireSetupCode(services, headers, setupCode)
  if (state.signUpOpen) return state
  throw new AppError({
    code: 'sign-up-closed',
    status: 403,
    displayMessage: 'Sign-up is closed. Ask an admin for an account.',
  })
}

/** Whoever reaches Lumos first over the network must not become its admin. */
async function requireSetupCode(
  { limits, secret }: SignUpServices,
  headers: Pick<Headers, 'get'>,
  setupCode: string | undefined,
): Promise<void> {
  if (setupCode !== undefined) {
    const { network } = notedClient(headers)
    await limits.check('signInsPerClient', network)
    if (isSetupCode(setupCode, secret)) return
    await limits.count('signInsPerClient', network)
  }
  throw new AppError({
    code: 'setup-code-required',
    status: 403,
    field: 'setupCode',
    displayMessage:
      setupCode === undefined
        ? 'The first account needs the set-up code that Lumos shows where it was started.'
        : 'This is not the set-up code that Lumos shows where it was started.',
  })
}
