import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { File } from '#lib/db/generated/client.ts'
import { pageBreak } from '#lib/files/extract/page-text.ts'
import type { Services } from '../services.ts'
import { untilRead } from './read-in-background.ts'

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A file that no chat holds yet, or one that is not in the bin. */
export const isShown = [{ chats: { none: {} } }, { chats: { some: { chat: { deletedAt: null } } } }]

/** @throws AppError 404 for an unknown file, another user's, or one of chats in the bin */
export async function requireFile(
  { database }: Pick<Services, 'database'>,
  userId: string,
  id: string,
): Promise<Omit<File, 'text'>> {
  const found = idPattern.test(id)
    ? await database.prisma.file.findFirst({
        where: { id, userId, OR: isShown },
        omit: { text: true },
      })
    : null
  if (!found) throw notFound('file')
  return found
}

/**
 * The text of the user's file, with pages separated by blank lines.
 * @throws AppError 404, 409 while another process is reading it, 422 if it has no readable text
 */
export async function readFileText(
  services: Pick<Services, 'database'>,
  userId: string,
  id: string,
): Promise<string> {
  await requireFile(services, userId, id)
  await untilRead([id])
  const file = await services.database.prisma.file.findFirst({ where: { id, userId } })
  if (!file || file.kind === 'image') throw notFound('text')
  if (file.text !== null) return file.text.replaceAll(pageBreak, '\n\n')
  const isReading = file.status === 'processing'
  throw new AppError({
    code: isReading ? 'file-processing' : 'file-unreadable',
    status: isReading ? 409 : 422,
    displayMessage: isReading
      ? 'The text is still being read. Try again in a moment.'
      : 'The text of this file cannot be read.',
  })
}

/** @throws AppError 404 for an unknown file or another user's */
export async function deleteFile(
  services: Pick<Services, 'database' | 'files'>,
  userId: string,
  id: string,
): Promise<void> {
  await requireFile(services, userId, id)
  await services.database.prisma.file.deleteMany({ where: { id, userId } })
  await services.files.remove([id])
}
