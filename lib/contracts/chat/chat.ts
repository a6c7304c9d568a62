import type { UIMessage } from 'ai'
import { z } from 'zod'
import { modelIdSchema, reasoningEffortSchema } from '../agents/agent.ts'
import type { LeftOutServer } from '../agents/mcp-server.ts'
import { cleanText } from '../clean-text.ts'
import { isRecord } from '../is-record.ts'
import type { AttemptStart, BrowserTiming, StageName, TurnTiming } from '../latency/timing.ts'
import type { RecalledMemory } from '../memory/memory.ts'
import type { PromptPrint } from '../models/prompt-cache.ts'
import { type RoutingDecision, routingChoices } from '../models/routing.ts'
import { type ApprovalAnswer, answeredMessageSchema } from './approval.ts'
import { chatSummarySchema } from './chat-summary.ts'
import { type MessageFeedback, messageFeedbackSchema } from './feedback.ts'
import { fileUrlPattern, mostFiles } from './file.ts'

const userMessageSchema = z.strictObject({
  id: z.string().min(1).max(100),
  role: z.literal('user'),
  parts: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('text'), text: cleanText.pipe(z.string().max(200_000)) }),
        z.strictObject({
          type: z.literal('file'),
          url: z.string().regex(fileUrlPattern, 'must be the address of an uploaded file'),
          mediaType: z.string().max(200),
          filename: cleanText.pipe(z.string().max(300)).optional(),
        }),
      ]),
    )
    .min(1)
    .max(20 + mostFiles)
    .refine(
      (parts) => parts.some((part) => part.type === 'file' || part.text.trim() !== ''),
      'must contain some text or a file',
    )
    .refine(
      (parts) => parts.filter(({ type }) => type === 'file').length <= mostFiles,
      `must contain at most ${mostFiles} files`,
    ),
  metadata: z.unknown().optional(),
  createdAt: z.unknown().optional(),
})
export type UserMessage = z.infer<typeof userMessageSchema>

const chatBodySchema = z.strictObject({
  /** Lower case, so that one chat has one spelling of its id. */
  id: z.uuid().toLowerCase(),
  agentId: z.string().max(100).optional(),
  message: z.discriminatedUnion('role', [userMessageSchema, answeredMessageSchema]).optional(),
  trigger: z
    .enum(['submit-message', 'regenerate-message', 'continue-message'])
    .default('submit-message'),
  /**
   * The assistant message to answer again (`regenerate-message`) or to continue
   * (`continue-message`); the chat's newest if omitted.
   */
  messageId: z.string().max(100).optional(),
  /** Creates a chat that is not listed, uses no memory and is soon deleted. */
  temporary: z.boolean().optional(),
  /** Answers with this model, if the agent allows the choice. */
  model: modelIdSchema.optional(),
  /** One of the user's folders, in which a new chat is created. */
  folderId: z.string().max(100).nullish(),
  /** How long the model reasons; overrides the agent's setting. */
  reasoningEffort: reasoningEffortSchema.optional(),
  /** For an agent with routing: answer with this one of its two models. */
  route: z.enum(routingChoices).optional(),
  /** The parent of the new message; the chat's newest message if omitted. */
  parentId: z.string().max(100).nullish(),
  /** Ids of approvals: the tools that they allow need no approval again in this chat. */
  rememberApprovals: z.array(z.string().max(100)).max(100).optional(),
})

/** An assistant's message becomes the trigger `answer-approvals`. */
export const chatRequestSchema = chatBodySchema.transform(({ message, trigger, ...request }) => {
  if (message?.role !== 'assistant') return { ...request, trigger, message }
  const approvals = message.parts.flatMap(({ state, approval }): ApprovalAnswer[] =>
    state === 'approval-responded' && approval
      ? [{ approvalId: approval.id, approved: approval.approved === true, reason: approval.reason }]
      : [],
  )
  const answer = { trigger: 'answer-approvals' as const, messageId: message.id, message: undefined }
  return { ...request, ...answer, approvals }
})
export type ChatRequest = z.infer<typeof chatRequestSchema>

export const chatPatchSchema = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  agentId: z.string().min(1).max(100).optional(),
  /** Whether this chat may read and write memories. */
  memory: z.boolean().optional(),
  /** Only false: a temporary chat becomes an ordinary one. */
  temporary: z.literal(false).optional(),
  pinned: z.boolean().optional(),
  archived: z.boolean().optional(),
  /** One of the user's folders; null takes the chat out of its folder. */
  folderId: z.string().max(100).nullable().optional(),
  /** Only false: takes the chat out of the bin. */
  deleted: z.literal(false).optional(),
  /** A message of the branch that is shown; null shows the newest. */
  leafId: z.string().max(100).nullable().optional(),
})
export type ChatPatch = z.infer<typeof chatPatchSchema>

export const messageStatusSchema = z.enum([
  'complete',
  'streaming',
  'partial',
  'stopped',
  'interrupted',
  'error',
])
export type MessageStatus = z.infer<typeof messageStatusSchema>

/** Figures of the assembled prompt, by Lumos's own estimate. */
export interface PromptFacts {
  estimatedTokens: number
  budgetTokens: number
  /** Earlier messages that are missing or only summarised. */
  leftOut: number
  isSummarised: boolean
}

/**
 * Positions, counted from 0: text parts that are reasoning, and reasoning parts to leave out. Only
 * streamed messages need this; stored ones are already corrected.
 */
export interface RelabelledParts {
  text: number[]
  reasoning: number[]
}

/**
 * Why nothing was saved: the text holds a secret, it is an instruction to the assistant, the chat
 * uses no memory, or saving failed.
 */
export type NotSavedReason = 'secret' | 'order' | 'memory-off' | 'failed'

/** How a document of the conversation was used for an answer. */
export interface UsedFile {
  id: string
  name: string
  /** `none`: it has no readable text, or nothing of it fitted. */
  use: 'whole' | 'passages' | 'none'
  /** Of the passages, counted from 1. */
  pages: number[]
}

/** Facts about a turn that are collected while it runs and stored with its message and trace. */
export interface TurnMetadata {
  /** The answer continues an earlier one in the same message. */
  isContinued?: boolean
  memories?: RecalledMemory[]
  /** Where the recalled memories came from; `late`: the deadline passed without a result. */
  memoryCache?: 'hit' | 'miss' | 'late'
  /** Why the memory that the user asked to save was not saved. */
  notKept?: NotSavedReason
  /** Which of the agent's two models was chosen, and why. */
  route?: RoutingDecision
  prompt?: PromptFacts
  files?: UsedFile[]
  /** The model supports no tools, so the agent's tools were left out. */
  withoutTools?: boolean
  /** The provider's explanation why it refused to answer or ended early. */
  finishWords?: string
  /** ISO 8601: when the answer was first given, if it was replayed from the answer cache. */
  cachedAt?: string
  /** The longest pause of the event loop before the first text, milliseconds. */
  loopDelayMs?: number
  /** MCP servers of the agent that were not connected, so that their tools were left out. */
  leftOutServers?: LeftOutServer[]
  /** How long each call of a tool took, milliseconds by the call's id. */
  toolMs?: Record<string, number>
}

/** What the API stores and streams about an assistant message besides its parts. */
export interface MessageMetadata extends TurnMetadata {
  turnId?: string
  agentId?: string
  model?: string
  requestedModel?: string
  /** Server clock, epoch milliseconds: when the request arrived and the first frame was written. */
  receivedAt?: number
  sentAt?: number
  timing?: TurnTiming
  /** Stored for the next turn's prompt. */
  promptPrint?: PromptPrint
  status?: MessageStatus
  statusReason?: string
  /** In the stream: parts whose kind turned out to be another one. */
  relabelled?: RelabelledParts
  /** For status `error`: the message shown to the user, and whether a retry may succeed. */
  errorMessage?: string
  retryable?: boolean
  /** In the first frame of a continued answer: characters of its earlier text, which is sent first. */
  keptChars?: number
  /** What the user says of the answer: added in the browser. */
  feedback?: MessageFeedback
  /** The ids of all versions of the message, oldest first, if there are several: added in the browser. */
  siblings?: string[]
  /** The browser's measurements: added in the browser, and stored when it reports them. */
  browser?: BrowserTiming
}

/** Data parts of the stream, all transient. */
export type LumosDataParts = {
  /** A stage that began (`endMs` null) or ended. */
  stage: { name: StageName; startMs: number; endMs: number | null }
  memory: {
    recalled?: RecalledMemory[]
    saved?: { id: string; text: string }[]
    deleted?: { id: string; text: string }[]
  }
  timing: TurnTiming
  attempt: AttemptStart
}

export type LumosMessage = UIMessage<MessageMetadata, LumosDataParts>

/** The parts and metadata of messages are the AI SDK's types, and described as what is common. */
export const messagePartsSchema: z.ZodType<LumosMessage['parts']> = z
  .custom<LumosMessage['parts']>(Array.isArray)
  .meta({
    id: 'MessageParts',
    override: {
      type: 'array',
      items: { type: 'object', properties: { type: { type: 'string' } }, required: ['type'] },
    },
    description: "Parts of the AI SDK's UI messages: text, reasoning, tools, files and sources.",
  })
const messageMetadataSchema: z.ZodType<MessageMetadata> = z.custom<MessageMetadata>(isRecord).meta({
  id: 'MessageMetadata',
  override: { type: 'object' },
  description: 'Facts about the turn: its model, timing, memories and files.',
})

/** A message as `GET /api/chats/:id` gives it. */
export const chatMessageSchema = z
  .object({
    id: z.string(),
    role: z.enum(['user', 'assistant']),
    parts: messagePartsSchema,
    parentId: z.string().nullable(),
    createdAt: z.string(),
    turnId: z.string().optional(),
    status: messageStatusSchema,
    statusReason: z.string().optional(),
    metadata: messageMetadataSchema.optional(),
    feedback: messageFeedbackSchema.optional(),
    siblings: z
      .array(z.string())
      .optional()
      .describe(
        'Of a page: the ids of the messages of its role that answer the same message, itself among them, oldest first.',
      ),
  })
  .meta({ id: 'ChatMessage' })
export type ChatMessage = z.infer<typeof chatMessageSchema>

export const chatDetailSchema = chatSummarySchema
  .extend({
    temporary: z.boolean(),
    leafId: z
      .string()
      .nullable()
      .describe('The message that the shown branch leads through; null shows the newest branch.'),
    model: z
      .string()
      .nullable()
      .describe('What the user chose for the newest message; null follows the agent.'),
    reasoningEffort: reasoningEffortSchema.nullable(),
    messages: z
      .array(chatMessageSchema)
      .describe('All messages as a tree, or a page of the shown branch; oldest first.'),
    nextCursor: z
      .string()
      .nullable()
      .optional()
      .describe('Of a page: leads to older messages; null when there are none.'),
  })
  .meta({ id: 'ChatDetail' })
export type ChatDetail = z.infer<typeof chatDetailSchema>

export const chatQuerySchema = z.strictObject({
  /** The newest messages of the shown branch; without it the whole tree. */
  limit: z.coerce.number().int().min(1).max(200).optional(),
  /** A page's `nextCursor`: the messages above it. */
  before: z.string().max(500).optional(),
  /** A message: the page reaches from the end up to it, and `limit` messages further. */
  from: z.string().min(1).max(100).optional(),
})
export type ChatQuery = z.infer<typeof chatQuerySchema>
