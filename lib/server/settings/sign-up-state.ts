import type { Services } from '../services.ts'

/** May a visitor create an account, and would it be the first one, the admin's? */
export async function signUpState(services: Services) {
  const [user, settings] = await Promise.all([
    services.database.prisma.user.findFirst({ select: { id: true } }),
    services.settings.read(),
  ])
  const isFirstAccount = user === null
  return { isFirstAccount, isSignUpOpen: isFirstAccount || settings.signUpOpen }
}
