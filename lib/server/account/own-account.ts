import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { AccountPatch, OwnAccount } from '#lib/contracts/account/account.ts'
import type { User as Row } from '#lib/db/generated/client.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'

export async function getAccount(
  { database }: Pick<Services, 'database'>,
  userId: string,
): Promise<OwnAccount> {
  return toAccount(await database.prisma.user.findUniqueOrThrow({ where: { id: userId } }))
}

/** Changes only the fields in the patch. */
export async function updateAccount(
  { database, audit }: Pick<Services, 'database' | 'audit'>,
  user: SessionUser,
  { instructions, ...fields }: AccountPatch,
): Promise<OwnAccount> {
  const { prisma } = database
  const before = await prisma.user.findUniqueOrThrow({ where: { id: user.id } })
  const row = await prisma.user.update({
    where: { id: user.id },
    data: { ...fields, ...instructions },
  })
  // Only the name is audited: the user's text about themselves is private.
  const change = auditChange({ name: before.name }, { name: row.name })
  if (row.name !== before.name) {
    const target = { type: 'user' as const, id: user.id, name: row.name }
    await audit.record({ actor: user, action: 'account.changed', target, ...change })
  }
  return toAccount(row)
}

function toAccount(row: Row): OwnAccount {
  const { name, email, aboutMe, howToAnswer, mustChangePassword } = row
  return {
    ...{ name, email, mustChangePassword, instructions: { aboutMe, howToAnswer } },
    role: row.role === 'admin' ? 'admin' : 'user',
    // Validated when written.
    language: row.language as OwnAccount['language'],
    theme: row.theme as OwnAccount['theme'],
    textSize: row.textSize as OwnAccount['textSize'],
  }
}
