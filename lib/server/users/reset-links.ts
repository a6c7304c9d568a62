import { createHash, randomBytes } from 'node:crypto'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { ResetLink } from '#lib/contracts/account/user.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import { notedClient } from '../http/client-address.ts'
import type { Services } from '../services.ts'

const tokenBytes = 32
const validMs = 24 * 60 * 60 * 1_000

/**
 * Makes a link with which its holder sets a new password, once and within a day. An earlier link of
 * the user ends. The token is stored as a hash, and stands behind the `#` of the link, which
 * browsers send to no server.
 * @throws AppError 404 for an unknown user
 */
export async function createResetLink(
  services: Pick<Services, 'database' | 'audit'>,
  actor: SessionUser,
  userId: string,
): Promise<ResetLink> {
  const token = randomBytes(tokenBytes).toString('base64url')
  const row = { tokenHash: hashOf(token), expiresAt: new Date(Date.now() + validMs) }
  await services.database.prisma.$transaction(async (transaction) => {
    const user = await transaction.user.findUnique({ where: { id: userId } })
    if (!user) throw notFound('user')
    await transaction.passwordReset.upsert({
      where: { userId },
      create: { ...row, userId },
      update: row,
    })
    const target = { type: 'user' as const, id: userId, name: user.name }
    await services.audit.record({ actor, action: 'user.reset-link-made', target }, transaction)
  })
  return { url: `/reset-password#${token}`, expiresAt: row.expiresAt.toISOString() }
}

/**
 * Sets the password that a link allows, which ends the link and all sessions of the account.
 * @throws AppError 400 for a link that is unknown, used or expired, 429 after many of them
 */
export async function resetPassword(
  services: Pick<Services, 'database' | 'auth' | 'audit' | 'limits' | 'openStreams' | 'runs'>,
  headers: Pick<Headers, 'get'>,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { network } = notedClient(headers)
  await services.limits.check('signInsPerClient', network)
  const tokenHash = hashOf(token)
  const { prisma } = services.database
  const where = { tokenHash, expiresAt: { gt: new Date() } }
  const link = await prisma.passwordReset.findUnique({ where, include: { user: true } })
  // The password is hashed only for a link that exists, because that takes tens of milliseconds.
  if (!link) {
    await services.limits.count('signInsPerClient', network)
    throw linkInvalid()
  }
  const { user } = link
  const hash = await (await services.auth.$context).password.hash(password)
  const own = { userId: user.id }
  await prisma.$transaction(async (transaction) => {
    // Another request may have used the link meanwhile.
    const { count } = await transaction.passwordReset.deleteMany({ where })
    if (count === 0) throw linkInvalid()
    await transaction.account.updateMany({
      where: { ...own, providerId: 'credential' },
      data: { password: hash },
    })
    await transaction.session.deleteMany({ where: own })
    await transaction.user.update({ where: { id: user.id }, data: { mustChangePassword: false } })
    const target = { type: 'user' as const, id: user.id, name: user.name }
    await services.audit.record({ actor: user, action: 'password.reset', target }, transaction)
  })
  await services.runs.stop(own, 'user')
  await services.openStreams.review(user.id)
}

function linkInvalid(): AppError {
  return new AppError({
    code: 'reset-link-invalid',
    status: 400,
    field: 'token',
    displayMessage: 'This link was used already, has expired or is incomplete. Ask for a new one.',
  })
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
