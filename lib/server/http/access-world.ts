import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentCreate, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { fingerprint, searchableText } from '#lib/memory/text/tokenise.ts'
import { toAgentRow } from '../agents/agent-row.ts'
import { loadProviders } from '../providers/load-providers.ts'
import type { Services } from '../services.ts'
import { post, signIn, signUp } from '../testing.ts'

/** The answer in the owner's chat. */
export const answerId = 'answer'
/** Text in the owner's objects that no other account may read. */
export const canary = 'canary7f3a'

export interface Person {
  id: string
  cookie: string
}

/** The accounts of the access matrix, with the ids of the owner's and the admins' objects. */
export interface World {
  admin: Person
  owner: Person
  other: Person
  banned: Person
  chatId: string
  folderId: string
  promptId: string
  memoryId: string
  keyId: string
  sessionId: string
  fileId: string
  /** A picture in an admin's chat, which a link makes public. */
  publicFileId: string
  /** The owner's link to the chat and an admin's to one of their own, both public. */
  shareId: string
  publicShareId: string
  turnId: string
  agentId: string
  /** An agent for which the diagnosis finds pauses between pieces of text. */
  slowAgentId: string
  /** A fix that is applied to another agent. */
  fixId: string
  /** An agent that nothing depends on. */
  unusedAgentId: string
  unusedProviderId: string
  mcpServerId: string
  webhookId: string
  deliveryId: string
  unusedUserId: string
  /** A backup with a readable archive. */
  backupId: string
  /** A failed backup without an archive. */
  failedBackupId: string
  /** Differs in every world, for unique columns. */
  unique: string
}

/** Creates the accounts. The banned user keeps a session, as if the ban had not deleted it. */
export async function createPeople(services: Services) {
  const password = 'correct horse'
  const admin = await signUp({ name: 'Admin', email: 'admin@example.com', password })
  const people: Person[] = []
  for (const name of ['owner', 'other', 'banned']) {
    const body = { name, email: `${name}@example.com`, password }
    await post('/api/users', { cookie: admin, body })
    const cookie = await signIn({ email: body.email, password })
    people.push({ id: await idOf(services, body.email), cookie })
  }
  const [owner, other, banned] = people as [Person, Person, Person]
  await services.database.prisma.user.update({ where: { id: banned.id }, data: { banned: true } })
  const adminId = await idOf(services, 'admin@example.com')
  return { admin: { id: adminId, cookie: admin }, owner, other, banned }
}

async function idOf({ database }: Services, email: string): Promise<string> {
  return (await database.prisma.user.findUniqueOrThrow({ where: { email } })).id
}

const earlierWorlds = [
  '"Chat"',
  '"Turn"',
  '"Memory"',
  '"ApiKey"',
  '"Agent"',
  '"Provider"',
  '"McpServer"',
  '"Webhook"',
  '"Backup"',
  '"File"',
  '"Folder"',
  `"User" WHERE name = 'Nobody'`,
]
  .map((rows) => `DELETE FROM ${rows}`)
  .join(';')

/** Replaces the objects of the owner and of the admins. */
export async function createWorld(
  services: Services,
  people: Pick<World, 'admin' | 'owner' | 'other' | 'banned'>,
  providerUrl: string,
): Promise<World> {
  const { prisma, pool } = services.database
  // Leftovers of earlier worlds would slow down every later query.
  await pool.query(earlierWorlds)
  const unique = crypto.randomUUID()
  await prisma.provider.create({
    data: { slug: `p-${unique}`, name: 'Test', kind: 'openai-compatible', baseUrl: providerUrl },
  })
  const settings = agentCreateSchema.parse({ name: 'Agent', model: `p-${unique}/model` })
  const agent = await prisma.agent.create({ data: toAgentRow(settings) })
  const unusedAgent = await prisma.agent.create({ data: toAgentRow(settings) })
  const unusedProvider = await prisma.provider.create({
    data: { slug: `u-${unique}`, name: 'Unused', kind: 'openai-compatible', baseUrl: providerUrl },
  })
  const mcpServer = await prisma.mcpServer.create({
    data: { name: 'Server', transport: 'http', url: 'http://127.0.0.1:9/mcp' },
  })
  const webhooks = await createWebhooks(services)
  const user = await prisma.user.create({
    data: { id: unique, name: 'Nobody', email: `${unique}@example.com` },
  })
  await loadProviders(services)
  services.agents.invalidate()
  const latency = await createLatency(services, people.owner.id, settings)
  const things = await createThings(services, people.owner.id, agent.id)
  const shared = await shareOwnChat(services, people.admin.id)
  return {
    ...people,
    ...{ ...things, ...shared },
    ...latency,
    agentId: agent.id,
    unusedAgentId: unusedAgent.id,
    unusedProviderId: unusedProvider.id,
    mcpServerId: mcpServer.id,
    ...webhooks,
    unusedUserId: user.id,
    ...(await createBackups(services)),
    unique,
  }
}

async function createWebhooks({ database: { prisma } }: Services) {
  const payload = { type: 'turn.ended', timestamp: new Date(0).toISOString(), data: {} }
  const { id, deliveries } = await prisma.webhook.create({
    data: {
      ...{ name: 'Receiver', url: 'http://127.0.0.1:9/hook', secretCiphertext: '' },
      deliveries: { create: { eventId: 'event', type: payload.type, payload, status: 'failed' } },
    },
    include: { deliveries: true },
  })
  return { webhookId: id, deliveryId: deliveries[0]?.id ?? '' }
}

async function createBackups({ database: { prisma } }: Services) {
  const made = { trigger: 'manual', host: hostname() }
  // The archive is only read, so any existing file will do.
  const archive = { status: 'complete', path: join(process.cwd(), 'package.json') }
  const complete = await prisma.backup.create({ data: { ...made, ...archive } })
  const failed = await prisma.backup.create({ data: { ...made, status: 'failed' } })
  return { backupId: complete.id, failedBackupId: failed.id }
}

async function createLatency(
  { database: { prisma }, agents }: Services,
  userId: string,
  settings: AgentCreate,
) {
  const streaming = { ...settings.streaming, deltaDelayMs: 5 }
  const slow = await prisma.agent.create({ data: toAgentRow({ ...settings, streaming }) })
  const ended = { outcome: 'complete', ttfbMs: 100, totalMs: 200, model: settings.model }
  await prisma.turn.createMany({
    data: Array.from({ length: 5 }, () => ({
      id: crypto.randomUUID(),
      userId,
      agentId: slow.id,
      instanceId: 'test',
      ...ended,
    })),
  })
  const fixed = await prisma.agent.create({ data: toAgentRow(settings) })
  const fix = await prisma.latencyFix.create({
    data: {
      agentId: fixed.id,
      rule: 'delayed-deltas',
      label: 'No pause',
      patch: { streaming: { deltaDelayMs: 0 } },
      previous: { streaming: { deltaDelayMs: 5 } },
    },
  })
  agents.invalidate()
  return { slowAgentId: slow.id, fixId: fix.id }
}

async function createThings(
  { database, memory, files }: Services,
  userId: string,
  agentId: string,
) {
  const { prisma } = database
  const text = `The owner's secret word is ${canary} ${crypto.randomUUID()}.`
  const chat = await prisma.chat.create({
    data: {
      id: crypto.randomUUID(),
      userId,
      agentId,
      title: canary,
      messages: {
        create: [
          {
            id: 'question',
            role: 'user',
            parts: [{ type: 'text', text }],
            searchText: searchableText(text),
          },
          { id: answerId, parentId: 'question', role: 'assistant', parts: [] },
        ],
      },
    },
  })
  const derived = { fingerprint: fingerprint(text), searchText: searchableText(text) }
  const saved = await prisma.memory.create({ data: { userId, text, ...derived } })
  const turn = await prisma.turn.create({
    data: {
      id: crypto.randomUUID(),
      userId,
      chatId: chat.id,
      agentId,
      instanceId: 'test',
      model: 'a/b',
      outcome: 'complete',
    },
  })
  const share = await prisma.share.create({
    data: { id: crypto.randomUUID(), userId, chatId: chat.id, includesLater: true },
  })
  const key = await prisma.apikey.create({
    data: { id: crypto.randomUUID(), referenceId: userId, key: crypto.randomUUID() },
  })
  const fileId = await createFile({ database, files }, userId, text)
  const folder = await prisma.folder.create({ data: { userId, name: canary } })
  const prompt = await prisma.savedPrompt.create({ data: { userId, title: canary, text } })
  await memory.forgetUser(userId)
  const ids = { chatId: chat.id, memoryId: saved.id, turnId: turn.id }
  const session = await prisma.session.create({
    data: {
      ...{ id: crypto.randomUUID(), token: crypto.randomUUID(), userId },
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  })
  return {
    ...ids,
    shareId: share.id,
    keyId: key.id,
    sessionId: session.id,
    fileId,
    folderId: folder.id,
    promptId: prompt.id,
  }
}

async function createFile(
  { database, files }: Pick<Services, 'database' | 'files'>,
  userId: string,
  text: string,
  type: { kind: string; mediaType: string } = { kind: 'text', mediaType: 'text/plain' },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lumos-test-file-'))
  await writeFile(join(folder, 'file'), text)
  const bytes = Buffer.byteLength(text)
  const { id } = await database.prisma.file.create({
    data: { userId, name: 'notes', text, bytes, status: 'ready', ...type },
  })
  await files.put(id, join(folder, 'file'))
  await rm(folder, { recursive: true })
  return id
}

async function shareOwnChat(services: Services, userId: string) {
  const { prisma } = services.database
  const type = { kind: 'image', mediaType: 'image/png' }
  const publicFileId = await createFile(services, userId, 'public', type)
  const part = { type: 'file', url: `/api/files/${publicFileId}`, mediaType: type.mediaType }
  const message = { id: 'question', role: 'user', parts: [part] }
  const chat = { id: crypto.randomUUID(), userId, title: 'Public', messages: { create: message } }
  const { id: chatId } = await prisma.chat.create({ data: chat })
  const link = { id: crypto.randomUUID(), userId, chatId, includesLater: true }
  return { publicShareId: (await prisma.share.create({ data: link })).id, publicFileId }
}
