import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'

/** The AI SDK's own stream response, as the common templates use it. */
export async function POST(request: Request): Promise<Response> {
  const { model, messages } = await request.json()
  const provider = createOpenAI({ baseURL: process.env.BENCH_PROVIDER_URL, apiKey: 'none' })
  return streamText({ model: provider.chat(model), messages }).toUIMessageStreamResponse()
}
