import type { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { User, userCreateSchema } from '#lib/contracts/account/user.ts'
import type { Services } from '../services.ts'
import { emailTaken, isUniqueViolation } from './email-taken.ts'
import { toUser } from './to-user.ts'

/** @throws AppError 409 if the e-mail address has an account */
export async function createUser(
  services: Pick<Services, 'database' | 'auth' | 'audit'>,
  actor: SessionUser,
  { password, ...fields }: z.infer<typeof userCreateSchema>,
): Promise<User> {
  const { password: hasher } = await services.auth.$context
  const id = crypto.randomUUID()
  const hash = await hasher.hash(password)
  try {
    const row = await services.database.prisma.user.create({
      data: {
        id,
        ...fields,
        mustChangePassword: true,
        accounts: {
          create: {
            id: crypto.randomUUID(),
            accountId: id,
            providerId: 'credential',
            password: hash,
          },
        },
      },
    })
    const user = toUser(row)
    const target = { type: 'user' as const, id, name: user.name }
    await services.audit.record({ actor, action: 'user.created', target, to: fields })
    return user
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken(error) : error
  }
}
