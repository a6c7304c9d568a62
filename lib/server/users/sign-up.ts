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
  /** From the start screen, for the first account. */
  setupCode: string | undefined
}

/**
 * Creates an account if sign-up is open. Sign-ups run one at a time across all processes: exactly
 * one account becomes the first admin, and many sign-ups do not use up the connection pool.
 * @throws AppError 403 while sign-up is closed or without a required setup code, 429 after too many
 * sign-ups from one address
 */
export async function signUp(
  services: SignUpServices,
  request: SignUpRequest,
  create: () => Promise<Response>,
): Promise<Response> {
  // Checked before the lock too, so that refused requests do not wait for it.
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

/** Without the code, the first visitor from the network would become admin. */
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
