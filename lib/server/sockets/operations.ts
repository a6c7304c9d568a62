import { chunksOfLog } from '#lib/runs/chunks-of-log.ts'
import { EventStream } from '../http/event-stream.ts'
import { logError } from '../log-error.ts'
import type { ClientFrame, ResumeFrame, SendFrame } from './client-frame.ts'
import type { FrameRoutes } from './frame-routes.ts'
import type { PacedSender } from './paced-sender.ts'

/** A frame that is being answered. */
interface Operation {
  chatId: string
  /** Ends the reading; the run goes on. */
  reading: AbortController
  state: 'asked' | 'answered' | 'aborted'
}

export interface Operations {
  /** @returns false for the id of a request that is being answered */
  take(frame: ClientFrame): boolean
  size(): number
  /** Ends all reading. */
  end(): void
}

/** Answers a socket's frames. */
export function createOperations(
  routes: FrameRoutes,
  sender: PacedSender,
  onIdle: () => void,
): Operations {
  const operations = new Map<string, Operation>()

  const begin = async (frame: SendFrame | ResumeFrame) => {
    const { id: chatId, requestId } = frame
    const operation: Operation = { chatId, reading: new AbortController(), state: 'asked' }
    operations.set(requestId, operation)
    try {
      const answer = await routes.ask(frame, operation.reading.signal)
      if (answer instanceof EventStream) await follow(frame, operation, answer)
      else await sender.send([await refusalOf(frame, answer)])
    } catch (error) {
      logError(error)
      await sender.send([JSON.stringify({ type: 'error', requestId })])
    } finally {
      operations.delete(requestId)
      if (operations.size === 0) onIdle()
    }
  }
  const follow = async (
    frame: SendFrame | ResumeFrame,
    operation: Operation,
    stream: EventStream,
  ) => {
    const { reading, chatId } = operation
    if (operation.state === 'aborted') void routes.stop(chatId)
    operation.state = 'answered'
    const ended = stream.sending(() => reading.abort())
    try {
      await sendStream(frame, stream, sender, reading.signal)
    } finally {
      ended()
    }
  }
  return {
    take(frame) {
      if (frame.type === 'prewarm') {
        void routes.prewarm(frame.body)
        return true
      }
      const known = operations.get(frame.requestId)
      if (frame.type !== 'abort') {
        if (!known) void begin(frame)
        return !known
      }
      // Before its answer begins, the chat may have another run, which is not the one to stop.
      if (known?.state === 'answered') void routes.stop(known.chatId)
      else if (known) known.state = 'aborted'
      return true
    },
    size: () => operations.size,
    end() {
      for (const { reading } of operations.values()) reading.abort()
    },
  }
}

/** Sends a run as frames. Reads no further while the other side takes nothing. */
async function sendStream(
  frame: SendFrame | ResumeFrame,
  stream: EventStream,
  sender: PacedSender,
  signal: AbortSignal,
): Promise<void> {
  const { requestId } = frame
  const isResumed = frame.type === 'resume'
  if (isResumed) await sender.send([JSON.stringify({ type: 'start', requestId })])
  const first = isResumed && frame.lastSequence !== undefined ? frame.lastSequence + 1 : 0
  const beginning = `{"type":"chunk","requestId":${JSON.stringify(requestId)},"sequence":`
  let sequence = 0
  for await (const chunks of chunksOfLog(stream.events)) {
    const frames: string[] = []
    for (const chunk of chunks) {
      if (sequence >= first) frames.push(`${beginning}${sequence},"chunk":${chunk}}`)
      sequence += 1
    }
    await sender.send(frames)
  }
  if (!signal.aborted) await sender.send([JSON.stringify({ type: 'end', requestId })])
}

/** The frame for an answer that is no stream; an error has the body that HTTP would give. */
async function refusalOf({ type, requestId }: SendFrame | ResumeFrame, answer: Response) {
  // AI SDK's transport also asks for chats that are not stored yet.
  const isInactive = type === 'resume' && (answer.status === 204 || answer.status === 404)
  return JSON.stringify(
    isInactive
      ? { type: 'no-active', requestId }
      : { type: 'error', requestId, errorText: await answer.text() },
  )
}
