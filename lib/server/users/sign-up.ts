import { AppError } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'
import { signUpState } from '../settings/sign-up-state.ts'

/**
 * Creates an account, if sign-up is open. While there is none, one sign-up runs at a time, in all
 * processes, so that exactly one account becomes the first admin.
 * @throws AppError 403 while sign-up is closed
 */
export async function signUp(
  services: Services,
  create: () => Promise<Response>,
): Promise<Response> {
  const { firstAccount } = await requireOpenSignUp(services)
  if (!firstAccount) return create()
  return services.exclusively(async () => {
    await requireOpenSignUp(services)
    return create()
  })
}

async function requireOpenSignUp(services: Services) {
  const state = await signUpState(services)
  if (state.signUpOpen) return state
  throw new AppError({
    code: 'sign-up-closed',
    status: 403,
    userMessage: 'Sign-up is closed. Ask an admin for an account.',
  })
}
