import type { Services } from '../services.ts'

export interface SignUpState {
  /** There is no account yet: the next one is the admin's. */
  firstAccount: boolean
  /** A visitor may create an account. */
  signUpOpen: boolean
  /** The next account needs the code of the start screen: others may reach this Lumos first. */
  needsSetupCode: boolean
}

export async function signUpState(
  services: Pick<Services, 'database' | 'env' | 'settings'>,
): Promise<SignUpState> {
  const [user, settings] = await Promise.all([
    services.database.prisma.user.findFirst({ select: { id: true } }),
    services.settings.read(),
  ])
  const firstAccount = user === null
  return {
    firstAccount,
    signUpOpen: firstAccount || settings.signUpOpen,
    needsSetupCode: firstAccount && !services.env.isLocalOnly,
  }
}
