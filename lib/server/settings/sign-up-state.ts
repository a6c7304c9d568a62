import type { Services } from '../services.ts'

export interface SignUpState {
  /** No account exists yet; the next one becomes the admin's. */
  firstAccount: boolean
  /** Whether visitors may create accounts. */
  signUpOpen: boolean
  /**
   * Whether the next account needs the code of the start screen, because others may reach this
   * Lumos first.
   */
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
