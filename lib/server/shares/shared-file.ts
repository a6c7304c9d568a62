import { notFound } from '#lib/contracts/app-error.ts'
import type { File } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'
import { readShare } from './manage-shares.ts'

/**
 * A file in a shared chat.
 * @param isSignedIn whether the reader has an account here
 * @throws AppError like `readShare`, and 404 for a file that the shared chat does not contain
 */
export async function findSharedFile(
  services: Pick<Services, 'database' | 'settings'>,
  shareId: string,
  fileId: string,
  isSignedIn: boolean,
): Promise<Omit<File, 'text'>> {
  const { messages } = await readShare(services, shareId, isSignedIn)
  const url = `/api/shares/${shareId}/files/${fileId}`
  const isShown = messages.some(({ parts }) =>
    parts.some((part) => part.type === 'file' && part.url === url),
  )
  const { prisma } = services.database
  // The file must belong to the link's owner; messages cannot expose other users' files.
  const found = isShown
    ? await prisma.file.findFirst({
        where: { id: fileId, user: { shares: { some: { id: shareId } } } },
        omit: { text: true },
      })
    : null
  if (!found) throw notFound('file')
  return found
}
