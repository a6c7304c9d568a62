import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import {
  mostPrompts,
  type PromptCreate,
  type PromptPatch,
  type SavedPrompt,
} from '#lib/contracts/chat/saved-prompt.ts'
import type { Prisma, SavedPrompt as PromptRow } from '#lib/db/generated/client.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'
import { lockUser } from '../users/lock-user.ts'

type PromptServices = Pick<Services, 'database' | 'audit'>

/** Prompts that everybody sees: who is no admin any more shares none. */
const isShared = { shared: true, user: { role: 'admin' } } satisfies Prisma.SavedPromptWhereInput

/** The user's own prompts and those shared by admins, by title. */
export async function listPrompts(
  { database: { prisma } }: Pick<Services, 'database'>,
  userId: string,
): Promise<{ items: SavedPrompt[] }> {
  const rows = await prisma.savedPrompt.findMany({ where: { OR: [{ userId }, isShared] } })
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  return {
    items: rows.map((row) => toPrompt(row, userId)).sort((a, b) => compare(a.title, b.title)),
  }
}

/** @throws AppError 403 when somebody else than an admin shares, 409 beyond the largest number */
export async function createPrompt(
  { database: { prisma }, audit }: PromptServices,
  user: SessionUser,
  fields: PromptCreate,
): Promise<SavedPrompt> {
  requireMayShare(user, fields)
  const row = await prisma.$transaction(async (transaction) => {
    await lockUser(transaction, user.id)
    requireRoom((await transaction.savedPrompt.count({ where: { userId: user.id } })) + 1)
    const created = await transaction.savedPrompt.create({ data: { ...fields, userId: user.id } })
    if (created.shared)
      await audit.record(
        { actor: user, action: 'prompt.shared', target: target(created) },
        transaction,
      )
    return created
  })
  return toPrompt(row, user.id)
}

/**
 * Changes an own prompt, or as an admin a shared one.
 * @throws AppError 404 for a prompt of somebody else, 403 when somebody else than an admin shares
 */
export async function updatePrompt(
  { database: { prisma }, audit }: PromptServices,
  user: SessionUser,
  id: string,
  patch: PromptPatch,
): Promise<SavedPrompt> {
  requireMayShare(user, patch)
  const row = await prisma.$transaction(async (transaction) => {
    const before = await transaction.savedPrompt.findFirst({ where: changeable(user, id) })
    if (!before) throw notFound('prompt')
    const after = await transaction.savedPrompt.update({ where: { id }, data: patch })
    if (before.shared || after.shared) {
      const action = before.shared ? 'prompt.changed' : 'prompt.shared'
      const change = auditChange(before, after)
      await audit.record({ actor: user, action, target: target(after), ...change }, transaction)
    }
    return after
  })
  return toPrompt(row, user.id)
}

/**
 * Deletes an own prompt, or as an admin a shared one.
 * @throws AppError 404 for a prompt of somebody else
 */
export async function deletePrompt(
  { database: { prisma }, audit }: PromptServices,
  user: SessionUser,
  id: string,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const row = await transaction.savedPrompt.findFirst({ where: changeable(user, id) })
    if (!row) throw notFound('prompt')
    await transaction.savedPrompt.delete({ where: { id } })
    if (row.shared)
      await audit.record(
        { actor: user, action: 'prompt.deleted', target: target(row) },
        transaction,
      )
  })
}

/** @throws AppError 409 if these are more prompts than a user may have */
export function requireRoom(prompts: number): void {
  if (prompts <= mostPrompts) return
  throw new AppError({
    code: 'too-many-prompts',
    status: 409,
    displayMessage: `A user can have ${mostPrompts} prompts. Delete some first.`,
  })
}

function changeable({ id: userId, role }: SessionUser, id: string): Prisma.SavedPromptWhereInput {
  return { id, OR: [{ userId }, ...(role === 'admin' ? [isShared] : [])] }
}

function requireMayShare({ role }: SessionUser, { shared }: PromptPatch): void {
  if (!shared || role === 'admin') return
  throw new AppError({
    code: 'admins-only',
    status: 403,
    field: 'shared',
    displayMessage: 'Only admins can share prompts with everybody.',
  })
}

const target = ({ id, title }: PromptRow) => ({ type: 'prompt' as const, id, name: title })

function toPrompt(row: PromptRow, readerId: string): SavedPrompt {
  const { id, title, text, shared, userId } = row
  return {
    ...{ id, title, text, shared, own: userId === readerId },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
