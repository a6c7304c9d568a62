import { request as send } from 'undici'
import { isRecord } from '#lib/contracts/is-record.ts'
import { type ProviderConnection, requestHeaders } from './connection.ts'
import { readText } from './read-text.ts'

const askDeadlineMs = 3_000
/** Reading a large model from disk can take this long. */
const loadDeadlineMs = 120_000
const longestAnswer = 10_000

/**
 * Whether the server is Ollama, which loads models on demand. Servers with a key are hosted and are
 * not asked.
 */
export async function isOllama(connection: ProviderConnection): Promise<boolean> {
  if (connection.kind !== 'openai-compatible' || connection.apiKey) return false
  const { statusCode, headers, body } = await send(`${rootOf(connection)}/api/version`, {
    dispatcher: connection.dispatcher,
    headers: requestHeaders(connection),
    signal: AbortSignal.timeout(askDeadlineMs),
  })
  const text = await readText(headers, body, longestAnswer)
  if (statusCode !== 200 || !text.startsWith('{')) return false
  const answer: unknown = JSON.parse(text)
  return isRecord(answer) && typeof answer.version === 'string'
}

/** Loads a model in Ollama: a request without a prompt only loads the model. */
export async function loadModel(connection: ProviderConnection, modelName: string): Promise<void> {
  const { body } = await send(`${rootOf(connection)}/api/generate`, {
    method: 'POST',
    dispatcher: connection.dispatcher,
    headers: { ...requestHeaders(connection), 'content-type': 'application/json' },
    body: JSON.stringify({ model: modelName, stream: false }),
    signal: AbortSignal.timeout(loadDeadlineMs),
  })
  await body.dump()
}

/** Ollama's native API is next to the compatible one. */
function rootOf({ baseUrl }: ProviderConnection): string {
  const [base = ''] = baseUrl.split('?', 1)
  return base.replace(/\/v\d+$/, '')
}
