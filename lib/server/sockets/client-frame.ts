import { z } from 'zod'

const requestId = z.string().min(1).max(200)
const request = {
  requestId,
  headers: z.record(z.string(), z.string()),
  body: z.record(z.string(), z.unknown()),
  metadata: z.unknown().optional(),
}

const sendSchema = z.object({
  ...request,
  type: z.literal('send'),
  id: z.string(),
  trigger: z.enum(['submit-message', 'regenerate-message']),
  messageId: z.string().optional(),
  messages: z.array(z.unknown()),
})

const resumeSchema = z.object({
  ...request,
  type: z.literal('resume'),
  id: z.string(),
  /** Of the last chunk that arrived; without it all chunks are sent. */
  lastSequence: z.int().min(0).optional(),
})

/** The frames that AI SDK's `WebSocketChatTransport` sends, and `prewarm`. */
const clientFrameSchema = z.discriminatedUnion('type', [
  sendSchema,
  resumeSchema,
  z.object({ type: z.literal('abort'), requestId }),
  /** The body is that of `POST /api/prewarm`. Nothing is answered. */
  z.object({ type: z.literal('prewarm'), body: z.record(z.string(), z.unknown()) }),
])

export type SendFrame = z.infer<typeof sendSchema>
export type ResumeFrame = z.infer<typeof resumeSchema>
export type ClientFrame = z.infer<typeof clientFrameSchema>

/** The frame in a message; null if it is none. */
export function parseFrame(text: string): ClientFrame | null {
  try {
    return clientFrameSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // Not JSON.
    return null
  }
}

/**
 * The body of `POST /api/chat` for a frame. Of the messages only the last one is read: the others
 * are stored.
 */
export function chatBodyOf({ id, trigger, messageId, messages, body }: SendFrame): object {
  const asked =
    trigger === 'regenerate-message'
      ? { trigger, messageId }
      : { trigger, message: messages.at(-1) }
  return { ...asked, ...body, id }
}
