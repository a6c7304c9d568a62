import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { writeZip } from '#lib/zip/zip-file.ts'
import { isShown } from '../files/own-file.ts'
import { exportPrompts } from '../prompts/transfer-prompts.ts'
import type { Services } from '../services.ts'
import { findChatToExport, toExportedChat } from './chat-to-export.ts'

/**
 * All data of a user as a ZIP: JSON files, whose chats Lumos can import, and the uploaded files,
 * named by the ids that messages refer to. What is in the bin is left out.
 */
export async function exportAccount(
  { database, files, audit }: Pick<Services, 'database' | 'files' | 'audit'>,
  user: { id: string; name: string },
): Promise<Response> {
  const { prisma } = database
  const folder = await mkdtemp(join(tmpdir(), 'lumos-export-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'export.zip')
  try {
    const { bytes } = await writeZip(path, async (add) => {
      const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
      await add('account.json', json(await readAccount(database, user.id)))
      const where = { userId: user.id }
      await add('memories.json', json(await prisma.memory.findMany({ where, omit: ownColumns })))
      await add('folders.json', json(await prisma.folder.findMany({ where })))
      await add('prompts.json', json(await exportPrompts({ database }, user.id)))
      await add(
        'shares.json',
        json(await prisma.share.findMany({ where: { ...where, chat: { deletedAt: null } } })),
      )
      const chats = await prisma.chat.findMany({
        where: { userId: user.id, temporary: false, deletedAt: null },
        select: { id: true },
      })
      for (const { id } of chats) {
        await add(`chats/${id}.json`, json(toExportedChat(await findChatToExport(prisma, id))))
      }
      const uploaded = await prisma.file.findMany({
        where: { ...where, OR: isShown },
        omit: { text: true, userId: true },
      })
      await add('files.json', json(uploaded))
      for (const { id } of uploaded) {
        // A file that is deleted meanwhile is left out.
        const content = await files.stream(id).catch(() => null)
        if (content) await add(`files/${id}`, content)
      }
    })
    await audit.record({ actor: user, action: 'account.exported' })
    const stream = createReadStream(path)
    stream.once('close', () => void remove())
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': 'attachment; filename="lumos-export.zip"',
      },
    })
  } catch (error) {
    await remove()
    throw error
  }
}

/** Columns derived from the text, which are left out. */
const ownColumns = { fingerprint: true, searchText: true } as const

async function readAccount({ prisma }: Services['database'], id: string) {
  return prisma.user.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ name: true, email: true, role: true, createdAt: true, memory: true },
      ...{ aboutMe: true, howToAnswer: true, language: true, theme: true, textSize: true },
    },
  })
}
