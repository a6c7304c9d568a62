import { Agent, request } from 'undici'

/** A target as its client experienced it, milliseconds. */
export interface LoadResult {
  firstTokenMs: number[]
  totalMs: number[]
  /** Answers that did not end correctly. */
  incomplete: number
  /** The longest pause within any answer. */
  longestStallMs: number
}

export interface Target {
  name: string
  url: string
  headers: Record<string, string>
  /** Creates a new body for each request. */
  body: () => string
  /** Bytes that occur in the first frame with text. */
  firstText: string
  /** Bytes at the end of a complete answer. */
  end: string
  /** The processes whose CPU time and memory are counted: the server and its database. */
  readonly pids: number[]
}

/** Sends `requests` to a target, `concurrency` at once. */
export async function runLoad(
  target: Target,
  { concurrency, requests }: { concurrency: number; requests: number },
): Promise<LoadResult> {
  const dispatcher = new Agent({ connections: concurrency, headersTimeout: 0, bodyTimeout: 0 })
  const result: LoadResult = { firstTokenMs: [], totalMs: [], incomplete: 0, longestStallMs: 0 }
  let left = requests
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await once(target, dispatcher, result)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  await dispatcher.close()
  return result
}

async function once(target: Target, dispatcher: Agent, result: LoadResult) {
  const startedAt = performance.now()
  let lastAt = startedAt
  let first: number | undefined
  let tail = ''
  const response = await request(target.url, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json', ...target.headers },
    body: target.body(),
  })
  for await (const chunk of response.body) {
    const now = performance.now()
    const text: string = chunk.toString('latin1')
    if (first === undefined && (tail + text).includes(target.firstText)) first = now - startedAt
    else if (first !== undefined)
      result.longestStallMs = Math.max(result.longestStallMs, now - lastAt)
    lastAt = now
    tail = (tail + text).slice(-400)
  }
  if (first === undefined || !tail.includes(target.end)) result.incomplete += 1
  else {
    result.firstTokenMs.push(first)
    result.totalMs.push(performance.now() - startedAt)
  }
}
