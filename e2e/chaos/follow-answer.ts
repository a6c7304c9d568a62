import { setTimeout as sleep } from 'node:timers/promises'
import type { LumosClient } from '../start/lumos-client.ts'

/** A reader of an answer, who comes back when the connection breaks. */
export interface AnswerReader {
  /** Resolves when the text contains the word. */
  reached(word: string): Promise<void>
  /** Never rejects: a reader who gives up has the text so far. */
  done: Promise<{ text: string; longestGapMs: number }>
}

const patienceMs = 120_000
const pauseMs = 200

interface FollowOptions {
  chatId: string
  /** Where the answer is read first. */
  first: Promise<Response>
  /** Where it is read when that connection breaks. */
  elsewhere: LumosClient
}

/** Reads an answer to its end, as a page does. */
export function followAnswer({ chatId, first, elsewhere }: FollowOptions): AnswerReader {
  const givingUp = AbortSignal.timeout(patienceMs)
  const waiting = new Map<string, () => void>()
  let text = ''
  let longest = 0
  let grewAt = 0
  let longestGapMs = 0

  const add = (delta: string) => {
    text += delta
    // What comes again after a break is no growth.
    if (text.length <= longest) return
    longest = text.length
    const now = performance.now()
    if (grewAt > 0) longestGapMs = Math.max(longestGapMs, now - grewAt)
    grewAt = now
    for (const [word, resolve] of waiting) if (text.includes(word)) resolve()
  }
  /** @returns whether the answer has ended */
  const read = async (response: Response): Promise<boolean> => {
    text = ''
    let isFinished = false
    for await (const { type, delta } of framesOf(response)) {
      if (type === 'text-delta') add(delta)
      if (type === 'finish') isFinished = true
    }
    return isFinished
  }
  const readAgain = async (): Promise<boolean> => {
    const response = await elsewhere.send('GET', `/api/chat/${chatId}/stream`)
    if (response.status === 200) return read(response)
    const answer = await storedAnswer(elsewhere, chatId)
    if (answer.status === 'complete') text = answer.text
    return answer.status === 'complete'
  }
  const follow = async () => {
    let isFinished = await first.then(read).catch(() => false)
    while (!isFinished && !givingUp.aborted) {
      await sleep(pauseMs)
      isFinished = await readAgain().catch(() => false)
    }
    return { text, longestGapMs }
  }
  return {
    done: follow(),
    reached: (word) =>
      new Promise((resolve) => {
        if (text.includes(word)) resolve()
        else waiting.set(word, resolve)
      }),
  }
}

/** The chat's last message. */
export async function storedAnswer(client: LumosClient, chatId: string) {
  const { messages } = (await client.json('GET', `/api/chats/${chatId}`)) as {
    messages: { status: string; parts: { text?: string }[] }[]
  }
  const answer = messages.at(-1)
  return {
    status: answer?.status,
    text: (answer?.parts ?? []).map((part) => part.text ?? '').join(''),
  }
}

/** The frames of a stream that arrive until it ends or breaks. */
export async function* framesOf(
  response: Response,
): AsyncGenerator<{ type: string; delta: string }> {
  if (!response.ok || !response.body) throw new Error(`The stream has status ${response.status}.`)
  let rest = ''
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + piece).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames)
      if (frame.startsWith('data: {')) yield JSON.parse(frame.slice('data: '.length))
  }
}
