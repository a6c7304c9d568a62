import { AppError } from '#lib/contracts/app-error.ts'

/** @throws AppError 409 if admins try to lock themselves out */
export function refuseOwnAccount(actorId: string, id: string): void {
  if (actorId !== id) return
  throw new AppError({
    code: 'own-account',
    status: 409,
    displayMessage: 'You cannot ban or delete your own account. Ask another admin.',
  })
}
