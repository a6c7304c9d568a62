import type { Services } from '../services.ts'

export interface SignUpState {
  /** There is no account yet: the next one is the admin's. */
  firstAccount: boolean
  /** A visitor may create an account. */
  signUpOpen: boolean
}

export async function signUpState(
  services: Pick<Services, 'database' | 'settings'>,
): Promise<SignUpState> {
  const [user, settings] = await Promise.all([
    services.database.prisma.user.findFirst({ select: { id: true } }),
    services.settings.read(),
  ])
  const firstAccount = user === null
  return { firstAccount, signUpOpen: firstAccount || settings.signUpOpen }
}
