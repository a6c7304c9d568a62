import type { PromptFile, PromptImport } from '#lib/contracts/chat/saved-prompt.ts'
import type { Services } from '../services.ts'
import { lockUser } from '../users/lock-user.ts'
import { requireRoom } from './manage-prompts.ts'

/** The user's own prompts, as a file that can be imported. */
export async function exportPrompts(
  { database: { prisma } }: Pick<Services, 'database'>,
  userId: string,
): Promise<PromptFile> {
  const prompts = await prisma.savedPrompt.findMany({
    where: { userId },
    select: { title: true, text: true },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  })
  return { format: 'lumos-prompts', version: 1, prompts }
}

/**
 * Adds the prompts of a file to the user's own. Those that the user has already are left out.
 * @throws AppError 409 when they would be too many; nothing is imported then
 */
export async function importPrompts(
  { database: { prisma } }: Pick<Services, 'database'>,
  userId: string,
  { prompts }: PromptFile,
): Promise<PromptImport> {
  const key = ({ title, text }: PromptFile['prompts'][number]) => JSON.stringify([title, text])
  return prisma.$transaction(async (transaction) => {
    await lockUser(transaction, userId)
    const own = await transaction.savedPrompt.findMany({ where: { userId } })
    const known = new Set(own.map(key))
    const added = new Map(
      prompts.filter((prompt) => !known.has(key(prompt))).map((prompt) => [key(prompt), prompt]),
    )
    requireRoom(own.length + added.size)
    await transaction.savedPrompt.createMany({
      data: [...added.values()].map((prompt) => ({ ...prompt, userId })),
    })
    return { imported: added.size, duplicates: prompts.length - added.size }
  })
}
