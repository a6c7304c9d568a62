/** The events of a Chat Completions stream, for the simulator's own tests. */
export interface StreamedAnswer {
  text: string
  reasoning: string
  /** Chunks with text. */
  pieces: string[]
  finishReason: string | null
  usage: { prompt_tokens: number; completion_tokens: number } | null
  toolCalls: { name: string; arguments: string }[]
  isDone: boolean
}

interface Chunk {
  choices: {
    delta: {
      content?: string
      reasoning_content?: string
      tool_calls?: { index: number; function: { name?: string; arguments: string } }[]
    }
    finish_reason: string | null
  }[]
  usage?: StreamedAnswer['usage']
}

/** Reads a well-formed stream to the end. */
export async function readStream(response: Response): Promise<StreamedAnswer> {
  const answer: StreamedAnswer = {
    text: '',
    reasoning: '',
    pieces: [],
    finishReason: null,
    usage: null,
    toolCalls: [],
    isDone: false,
  }
  for (const event of (await response.text()).split('\n\n').filter(Boolean)) {
    const json = event.slice('data: '.length)
    if (json === '[DONE]') answer.isDone = true
    else addChunk(answer, JSON.parse(json) as Chunk)
  }
  return answer
}

function addChunk(answer: StreamedAnswer, chunk: Chunk) {
  if (chunk.usage) answer.usage = chunk.usage
  for (const { delta, finish_reason: reason } of chunk.choices) {
    if (delta.content) {
      answer.pieces.push(delta.content)
      answer.text += delta.content
    }
    answer.reasoning += delta.reasoning_content ?? ''
    answer.finishReason = reason ?? answer.finishReason
    for (const call of delta.tool_calls ?? []) {
      answer.toolCalls[call.index] ??= { name: '', arguments: '' }
      const collected = answer.toolCalls[call.index]
      if (!collected) continue
      collected.name += call.function.name ?? ''
      collected.arguments += call.function.arguments
    }
  }
}

/** The messages of a chat, or only a question. */
export type Prompt = string | { role: string; content: string }[]

/** Posts a streamed chat completion. */
export function postChat(
  url: string,
  model: string,
  prompt: Prompt,
  more: Record<string, unknown> = {},
  init: RequestInit = {},
): Promise<Response> {
  const messages = typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt
  return fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages, stream: true, ...more }),
    ...init,
  })
}
