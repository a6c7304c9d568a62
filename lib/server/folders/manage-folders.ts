import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { Folder, FolderCreate, FolderPatch } from '#lib/contracts/chat/folder.ts'
import type { Folder as FolderRow } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'
import { lockUser } from '../users/lock-user.ts'

type FolderServices = Pick<Services, 'database' | 'agents'>

const mostFolders = 200

/** The user's folders by name. */
export async function listFolders(
  { database: { prisma } }: FolderServices,
  userId: string,
): Promise<{ items: Folder[] }> {
  const rows = await prisma.folder.findMany({ where: { userId } })
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  return { items: rows.map(toFolder).sort((a, b) => compare(a.name, b.name)) }
}

/** @throws AppError 400 for an unknown agent, 409 when the user has the largest number of folders */
export async function createFolder(
  services: FolderServices,
  userId: string,
  fields: FolderCreate,
): Promise<Folder> {
  await checkAgent(services, fields.agentId)
  const row = await services.database.prisma.$transaction(async (transaction) => {
    await lockUser(transaction, userId)
    if ((await transaction.folder.count({ where: { userId } })) >= mostFolders) {
      throw new AppError({
        code: 'too-many-folders',
        status: 409,
        displayMessage: `You have ${mostFolders} folders, which is the limit. Delete one first.`,
      })
    }
    return transaction.folder.create({ data: { ...fields, userId } })
  })
  return toFolder(row)
}

/** @throws AppError 404 for a folder of somebody else, 400 for an unknown agent */
export async function updateFolder(
  services: FolderServices,
  userId: string,
  id: string,
  patch: FolderPatch,
): Promise<Folder> {
  const { prisma } = services.database
  if (!(await prisma.folder.count({ where: { id, userId } }))) throw notFound('folder')
  await checkAgent(services, patch.agentId)
  return toFolder(await prisma.folder.update({ where: { id, userId }, data: patch }))
}

/**
 * Deletes a folder; its chats stay, without a folder.
 * @throws AppError 404 for a folder of somebody else
 */
export async function deleteFolder(
  { database: { prisma } }: FolderServices,
  userId: string,
  id: string,
): Promise<void> {
  const { count } = await prisma.folder.deleteMany({ where: { id, userId } })
  if (count === 0) throw notFound('folder')
}

async function checkAgent({ agents }: FolderServices, agentId: string | null | undefined) {
  if (!agentId || (await agents.find(agentId))) return
  throw new AppError({
    code: 'invalid-input',
    status: 400,
    field: 'agentId',
    displayMessage: 'This agent does not exist.',
  })
}

function toFolder({ id, name, agentId, instructions, createdAt }: FolderRow): Folder {
  return { id, name, agentId, instructions, createdAt: createdAt.toISOString() }
}
