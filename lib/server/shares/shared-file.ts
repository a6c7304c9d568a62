import { notFound } from '#lib/contracts/app-error.ts'
import type { File } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'
import { readShare } from './manage-shares.ts'

/**
 * A file that a link shows.
 * @param isSignedIn whether the reader has an account here
 * @throws AppError like `readShare`, and 404 for a file that the link does not show
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
  // The file is of the link's owner: a message cannot show somebody else's.
  const found = isShown
    ? await prisma.file.findFirst({
        where: { id: fileId, user: { shares: { some: { id: shareId } } } },
        omit: { text: true },
      })
    : null
  if (!found) throw notFound('file')
  return found
}
