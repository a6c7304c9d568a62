import { randomBytes } from 'node:crypto'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { Share, SharedChat } from '#lib/contracts/chat/share.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { requireChat } from '../chats/require-chat.ts'
import type { Services } from '../services.ts'
import { readSharedChat } from './shared-chat.ts'

type ShareServices = Pick<Services, 'database' | 'settings'>

/** Random bytes of an id, enough that it cannot be guessed. */
const idBytes = 18
const mostListed = 1_000

/** @throws AppError 404 for an unknown chat or another user's, 403 while sharing is off */
export async function createShare(
  services: Services,
  userId: string,
  chatId: string,
  { includesLater }: { includesLater: boolean },
): Promise<Share> {
  const chat = await requireChat(services, userId, chatId)
  if ((await services.settings.read()).sharing === 'off') {
    throw new AppError({
      code: 'sharing-off',
      status: 403,
      displayMessage: 'Sharing is switched off here. Ask an administrator.',
    })
  }
  const { prisma } = services.database
  const snapshot = includesLater ? null : await readSharedChat(prisma, chat.id)
  const share = await prisma.share.create({
    data: {
      id: randomBytes(idBytes).toString('base64url'),
      ...{ userId, chatId: chat.id, includesLater },
      ...(snapshot && { snapshot: snapshot as unknown as Prisma.InputJsonObject }),
    },
  })
  return toShare({ ...share, chat })
}

/** The user's links, newest first. */
export async function listShares(
  { database }: ShareServices,
  userId: string,
  chatId?: string,
): Promise<{ items: Share[] }> {
  const rows = await database.prisma.share.findMany({
    where: { userId, ...(chatId && { chatId }), chat: { deletedAt: null } },
    include: { chat: { select: { title: true } } },
    orderBy: { createdAt: 'desc' },
    take: mostListed,
  })
  return { items: rows.map(toShare) }
}

/** @throws AppError 404 for an unknown link or another user's */
export async function deleteShare({ database }: ShareServices, userId: string, id: string) {
  const { count } = await database.prisma.share.deleteMany({ where: { id, userId } })
  if (count === 0) throw notFound('link')
}

/**
 * The chat behind a link.
 * @param isSignedIn whether the reader has an account here
 * @throws AppError 404 if the link does not exist, was revoked or is closed by the settings; 401 if
 * signing in would open it
 */
export async function readShare(
  { database, settings }: ShareServices,
  id: string,
  isSignedIn: boolean,
): Promise<SharedChat> {
  const { sharing } = await settings.read()
  const share = await database.prisma.share.findFirst({
    where: { id, chat: { deletedAt: null } },
  })
  if (!share || sharing === 'off') throw notFound('link')
  if (sharing === 'signed-in' && !isSignedIn) {
    const displayMessage = 'Sign in to read this chat.'
    throw new AppError({ code: 'signed-out', status: 401, displayMessage })
  }
  const chat = share.includesLater
    ? await readSharedChat(database.prisma, share.chatId)
    : // The column is only written with values of this type.
      (share.snapshot as SharedChat | null)
  if (!chat) throw notFound('link')
  return withFilesOf(id, chat)
}

/** Points file URLs to the link, so that everybody who may read the chat can load them. */
function withFilesOf(id: string, { title, messages }: SharedChat): SharedChat {
  return {
    title,
    messages: messages.map((message) => ({
      ...message,
      parts: message.parts.map((part) =>
        part.type === 'file'
          ? { ...part, url: part.url.replace(/^\/api\/files\//, `/api/shares/${id}/files/`) }
          : part,
      ),
    })),
  }
}

function toShare(row: {
  id: string
  chatId: string
  includesLater: boolean
  createdAt: Date
  chat: { title: string }
}): Share {
  const { id, chatId, includesLater } = row
  return {
    ...{ id, url: `/share/${id}`, chatId, chatTitle: row.chat.title, includesLater },
    createdAt: row.createdAt.toISOString(),
  }
}
