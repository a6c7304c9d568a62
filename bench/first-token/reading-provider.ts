import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Prompt tokens read per millisecond; hosted models read some 5 to 50. */
const readPerMs = 20
const charsPerToken = 4
/** Like OpenAI's prompt caching: from 1,024 tokens on, in steps of 128. */
const [leastCached, cachedStep] = [1_024, 128]
const rememberedPrompts = 200

/** A provider whose delay grows with the uncached part of the prompt. */
export async function startReadingProvider({ hasCache }: { hasCache: boolean }) {
  const prompts: string[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    if (request.method !== 'POST') return void response.end('{"data":[{"id":"reader"}]}')
    const prompt = JSON.stringify(JSON.parse(Buffer.concat(pieces).toString()).messages)
    const tokens = Math.ceil(prompt.length / charsPerToken)
    const cached = hasCache ? cachedTokens(prompt, prompts) : 0
    prompts.push(prompt)
    if (prompts.length > rememberedPrompts) prompts.shift()
    await new Promise((resolve) => setTimeout(resolve, (tokens - cached) / readPerMs))
    const choices = [{ index: 0, delta: { content: 'I see. Go on.' }, finish_reason: 'stop' }]
    const usage = {
      prompt_tokens: tokens,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: cached },
    }
    response.setHeader('content-type', 'text/event-stream')
    response.write(`data: ${JSON.stringify({ choices })}\n\n`)
    response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
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
