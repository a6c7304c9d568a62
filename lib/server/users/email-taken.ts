import { AppError } from '#lib/contracts/app-error.ts'
import { Prisma } from '#lib/db/generated/client.ts'

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

export function emailTaken(cause: unknown): AppError {
  return new AppError({
    code: 'email-taken',
    status: 409,
    field: 'email',
    displayMessage: 'Another account has this e-mail address.',
    cause,
  })
}
