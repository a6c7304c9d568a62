import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { AccountPatch, OwnAccount } from '#lib/contracts/account.ts'
import type { User as Row } from '#lib/db/generated/client.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'

export async function getAccount(
  { database }: Pick<Services, 'database'>,
  userId: string,
): Promise<OwnAccount> {
  return toAccount(await database.prisma.user.findUniqueOrThrow({ where: { id: userId } }))
}

/** Changes what the patch names. */
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
  // What somebody writes about themselves is nobody else's business, the audit log's readers included.
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
    // Checked when they were written.
    language: row.language as OwnAccount['language'],
    theme: row.theme as OwnAccount['theme'],
    textSize: row.textSize as OwnAccount['textSize'],
  }
}
