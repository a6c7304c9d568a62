import { AppError } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'
import { signUpState } from '../settings/sign-up-state.ts'

/**
 * Creates an account, if sign-up is open. One at a time, in all processes: exactly one account
 * becomes the first admin, and many sign-ups together do not use up the pool of connections.
 * @throws AppError 403 while sign-up is closed
 */
export async function signUp(
  services: Pick<Services, 'database' | 'exclusively' | 'settings'>,
  create: () => Promise<Response>,
): Promise<Response> {
  // Most of what comes while it is closed need not wait.
  await requireOpenSignUp(services)
  return services.exclusively(async () => {
    await requireOpenSignUp(services)
    return create()
  })
}

async function requireOpenSignUp(services: Pick<Services, 'database' | 'settings'>): Promise<void> {
  const { signUpOpen } = await signUpState(services)
  if (signUpOpen) return
  throw new AppError({
    code: 'sign-up-closed',
    status: 403,
    displayMessage: 'Sign-up is closed. Ask an admin for an account.',
  })
}
