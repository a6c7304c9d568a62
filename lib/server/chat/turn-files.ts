import type { Pool } from 'pg'
import {
  indexPassages,
  type PassageIndex,
  type PromptDocument,
} from '#lib/agent/document-passages.ts'
import {
  type DocumentPlan,
  type PlacedDocument,
  planDocuments,
} from '#lib/agent/place-documents.ts'
import type { PromptFiles } from '#lib/agent/prompt.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { UserMessage } from '#lib/contracts/chat/chat.ts'
import { fileIdOf } from '#lib/contracts/chat/file.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { File } from '#lib/db/generated/client.ts'
import type { Conversation } from '#lib/db/repositories/conversation.ts'
import { pageBreak } from '#lib/files/extract/page-text.ts'
import type { PromptImage } from '#lib/providers/model-port.ts'
import { untilRead } from '../files/read-in-background.ts'
import { type Catalog, featuresOf } from '../models/model-catalog.ts'
import type { Services } from '../services.ts'

export type FileRow = File

type Parts = { type: string; url?: string; filename?: string }[]
type FileServices = Pick<Services, 'database' | 'files' | 'catalog'>

/** Of a conversation; the newest are sent. */
const mostImages = 20

/** The ids of a message's uploaded files. */
export function fileIdsOf(parts: Parts): string[] {
  const ids = parts.flatMap(({ type, url = '' }) => (type === 'file' ? (fileIdOf(url) ?? []) : []))
  return [...new Set(ids)]
}

export function fileNames(parts: Parts): string {
  return parts.flatMap(({ filename }) => filename ?? []).join(', ')
}

/** Reads files of whoever they are: the caller checks their owner. No query without ids. */
export function readFiles(
  { database }: Pick<Services, 'database'>,
  ids: string[],
): Promise<FileRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  const reading = database.prisma.file.findMany({ where: { id: { in: ids } } })
  const rows = Promise.resolve(reading)
  // Of an unauthenticated request nobody awaits it.
  rows.catch(() => undefined)
  return rows
}

/**
 * A question whose file parts have the types and names that were found at the upload.
 * @throws AppError 404 for a file of somebody else
 */
export function withStoredTypes<Q extends { newMessage: { parts: UserMessage['parts'] } | null }>(
  question: Q,
  sent: FileRow[],
  userId: string,
): Q {
  const { newMessage } = question
  if (!newMessage || fileIdsOf(newMessage.parts).length === 0) return question
  const parts = newMessage.parts.map((part) => {
    if (part.type !== 'file') return part
    const file = sent.find(({ id }) => id === fileIdOf(part.url))
    if (!file || file.userId !== userId) throw notFound('file')
    return { ...part, mediaType: file.mediaType, filename: file.name }
  })
  return { ...question, newMessage: { ...newMessage, parts } }
}

/** Notes that a chat holds files, so that they stay as long as it does. */
export async function holdFiles(pool: Pool, chatId: string, ids: string[]): Promise<void> {
  await pool.query(
    `INSERT INTO "ChatFile" ("chatId", "fileId")
     SELECT $1, id FROM "File" WHERE id = ANY($2::uuid[]) ON CONFLICT DO NOTHING`,
    [chatId, ids],
  )
}

interface TurnWithFiles {
  userId: string
  agent: Agent
  userMessageId: string
  sent: FileRow[]
  found: Conversation
  history: Conversation['branch']
  /** Null if the new message has no files. */
  catalog: Catalog | null
}

/**
 * Begins to read the conversation's files. Their texts and pictures are awaited when the prompt is
 * made.
 * @returns null when no message has any
 * @throws AppError 400 when the new message has pictures and the model is known to take none
 */
export function prepareFiles(
  services: FileServices,
  { userId, agent, userMessageId, sent, found, history, catalog }: TurnWithFiles,
): Promise<PromptFiles> | null {
  const branch = found.branch.filter(({ role }) => role === 'user')
  const earlier = new Set([userMessageId, ...history.map(({ id }) => id)])
  const holders = branch
    .filter(({ id }) => earlier.has(id))
    .map(({ id, parts }) => ({ messageId: id, ids: fileIdsOf(parts) }))
  if (sent.length > 0) {
    if (catalog && sent.some(({ kind }) => kind === 'image')) refuseBlindModels(agent, catalog)
    holders.push({ messageId: userMessageId, ids: sent.map(({ id }) => id) })
  }
  if (holders.every(({ ids }) => ids.length === 0)) return null
  const loading = load(services, { userId, agent, userMessageId, sent, holders })
  loading.catch(() => undefined)
  return loading
}

async function load(
  services: FileServices,
  turn: Pick<TurnWithFiles, 'userId' | 'agent' | 'userMessageId' | 'sent'> & {
    holders: { messageId: string; ids: string[] }[]
  },
): Promise<PromptFiles> {
  const wanted = [...new Set(turn.holders.flatMap(({ ids }) => ids))]
  const done = turn.sent.filter(({ status }) => status !== 'processing')
  const missing = wanted.filter((id) => !done.some((file) => file.id === id))
  await untilRead(missing)
  const rows = [...done, ...(await readFiles(services, missing))]
  const own = new Map(rows.filter((row) => row.userId === turn.userId).map((row) => [row.id, row]))
  const documents: PlacedDocument[] = []
  const pictures: PlacedPicture[] = []
  for (const { messageId, ids } of turn.holders) {
    for (const id of ids) {
      const file = own.get(id)
      if (file?.kind === 'image') pictures.push({ messageId, file })
      else if (file) documents.push({ messageId, ...toDocument(file) })
    }
  }
  const { userMessageId, agent } = turn
  const plan = planDocuments(documents, agent.prompt.budgetTokens)
  const mayLook = pictures.length > 0 && maySee(agent, await services.catalog.read())
  const [images, indexes] = await Promise.all([
    readImages(services, mayLook ? pictures.slice(-mostImages) : []),
    indexesOf(documents, userMessageId, plan),
  ])
  return { documents, plan, indexes, images }
}

interface PlacedPicture {
  messageId: string
  file: FileRow
}

async function readImages({ files }: Pick<Services, 'files'>, pictures: PlacedPicture[]) {
  const read = await Promise.all(
    pictures.map(async ({ messageId, file: { id, mediaType } }) => {
      const data = (await files.bytes(id)).toString('base64')
      return { messageId, image: { mediaType, url: `data:${mediaType};base64,${data}` } }
    }),
  )
  const images = new Map<string, PromptImage[]>()
  for (const { messageId, image } of read)
    images.set(messageId, [...(images.get(messageId) ?? []), image])
  return images
}

/** Of documents that do not fit whole, and of earlier ones, whose message may be left out. */
async function indexesOf(documents: PlacedDocument[], questionId: string, plan: DocumentPlan) {
  const indexes = new Map<string, PassageIndex>()
  for (const document of documents)
    if (document.messageId !== questionId || !plan.whole.has(document))
      indexes.set(document.id, await indexPassages(document))
  return indexes
}

function toDocument({ id, name, text }: FileRow): PromptDocument {
  return { id, name, pages: text ? text.split(pageBreak) : [] }
}

/** Whether a model that may be asked first takes pictures, or it is unknown whether it does. */
function maySee(agent: Agent, catalog: Catalog): boolean {
  return firstModels(agent).some((id) => featuresOf(catalog, id).takesPictures !== false)
}

function refuseBlindModels(agent: Agent, catalog: Catalog): void {
  if (maySee(agent, catalog)) return
  const names = firstModels(agent).map((id) => parseModelId(id)?.modelName ?? id)
  throw new AppError({
    code: 'model-takes-no-pictures',
    status: 400,
    field: 'message.parts',
    displayMessage: `${names.join(' and ')} cannot look at pictures. Choose another agent or model, or remove the picture.`,
  })
}
