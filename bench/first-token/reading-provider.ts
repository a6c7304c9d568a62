import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Prompt tokens read per millisecond; hosted models read some 5 to 50. */
const readPerMs = 20
const charsPerToken = 4
/** Like OpenAI's prompt caching: from 1,024 tokens on, in steps of 128. */
const [leastCached, cachedStep] = [1_024, 128]
const rememberedPrompts = 200

interface ReaderOptions {
  hasCache: boolean
  /** Length of an answer. */
  answerWords?: number
  /** Prompts that are cached for this long; without it the latest ones. */
  rememberedMs?: number
  /** Says in its list of models that it reads prompts on the user's own machine. */
  isLocal?: boolean
}

/** A provider whose delay grows with the uncached part of the prompt. */
export async function startReadingProvider(options: ReaderOptions) {
  const { hasCache, answerWords = 4, rememberedMs = Number.POSITIVE_INFINITY, isLocal } = options
  const prompts: { text: string; readAt: number }[] = []
  const owner = isLocal ? ',"owned_by":"llamacpp"' : ''
  let largestTokens = 0
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    if (request.method !== 'POST') return void response.end(`{"data":[{"id":"reader"${owner}}]}`)
    const body: Asked = JSON.parse(Buffer.concat(pieces).toString())
    const prompt = JSON.stringify(body.messages)
    const tokens = Math.ceil(prompt.length / charsPerToken)
    largestTokens = Math.max(largestTokens, tokens)
    const known = prompts.filter(({ readAt }) => performance.now() - readAt < rememberedMs)
    const texts = known.map(({ text }) => text)
    const cached = hasCache ? cachedTokens(prompt, texts) : 0
    await new Promise((resolve) => setTimeout(resolve, (tokens - cached) / readPerMs))
    prompts.push({ text: prompt, readAt: performance.now() })
    if (prompts.length > rememberedPrompts) prompts.shift()
    const usage = {
      prompt_tokens: tokens,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: cached },
    }
    response.setHeader('content-type', 'text/event-stream')
    const choices = [answerTo(body, answerWords)]
    response.write(`data: ${JSON.stringify({ choices })}\n\n`)
    response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Of the longest prompt so far. */
    largestTokens: () => largestTokens,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface Asked {
  messages: { role: string; content: string }[]
  tools?: object[]
}

/** A tool call where a question asks for the time, else words. */
function answerTo({ messages, tools }: Asked, words: number) {
  const last = messages.at(-1)
  const isTool = tools && last?.role === 'user' && last.content.includes('What time is it?')
  if (!isTool) {
    const content = `I see. ${'Go on. '.repeat(Math.ceil(words / 2))}`
    return { index: 0, delta: { content }, finish_reason: 'stop' }
  }
  const call = { name: 'current_time', arguments: '{}' }
  const tool_calls = [{ index: 0, id: `call-${messages.length}`, type: 'function', function: call }]
  return { index: 0, delta: { tool_calls }, finish_reason: 'tool_calls' }
}

function cachedTokens(prompt: string, prompts: string[]): number {
  const shared = Math.max(0, ...prompts.map((other) => sharedLength(prompt, other)))
  const tokens = Math.floor(shared / charsPerToken / cachedStep) * cachedStep
  return tokens < leastCached ? 0 : tokens
}

function sharedLength(a: string, b: string): number {
  const longest = Math.min(a.length, b.length)
  let at = 0
  while (at < longest && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  return at
}
