import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { DeliveryError } from '#lib/contracts/webhooks/delivery.ts'
import type { Env } from '#lib/env.ts'
import { errorCode } from '#lib/errors.ts'
import { cleanText } from '#lib/providers/failures/clean-text.ts'
import { isUrlAllowed } from '#lib/providers/network/address-guard.ts'
import { decodedBody } from '#lib/providers/network/body-decoder.ts'
import { createPoolFor } from '#lib/providers/network/connection.ts'
import { sendRequest } from '#lib/providers/network/send-request.ts'
import { version } from '../version.ts'

/** What is read of an answer, bytes, and what is kept of it, characters. */
const mostBytes = 8_192
const longestAnswer = 1_000

/** What came of one request. */
export interface PostResult {
  httpStatus: number | null
  durationMs: number
  answer: string | null
  error: DeliveryError | null
  /** The system's code of a network error. */
  detail: string | null
}

interface PostOptions {
  headers: Record<string, string>
  body: string
  /** Until the answer's status and its beginning are there. */
  deadlineMs: number
}

/**
 * Posts to an address that an admin entered, unless it is one that Lumos may not connect to.
 * Redirects are not followed. Never rejects.
 */
export async function postWebhook(
  { proxy, arePrivateProvidersAllowed }: Pick<Env, 'proxy' | 'arePrivateProvidersAllowed'>,
  url: string,
  { headers, body, deadlineMs }: PostOptions,
): Promise<PostResult> {
  const startedAt = performance.now()
  const result = (fields: Partial<PostResult>): PostResult => ({
    ...{ httpStatus: null, answer: null, error: null, detail: null, ...fields },
    durationMs: performance.now() - startedAt,
  })
  if (!isUrlAllowed(url, arePrivateProvidersAllowed)) return result({ error: 'address-refused' })
  const signal = AbortSignal.timeout(deadlineMs)
  const dispatcher = createPoolFor(url, arePrivateProvidersAllowed, proxy)
  try {
    const answered = await sendRequest(url, {
      ...{ dispatcher, signal, method: 'POST', body },
      headers: {
        'content-type': 'application/json',
        'user-agent': `Lumos/${version}`,
        'accept-encoding': 'identity',
        ...headers,
      },
    })
    const { statusCode: httpStatus } = answered
    const answer = await readBeginning(answered.headers, answered.body)
    return result({ httpStatus, answer, error: errorOf(httpStatus) })
  } catch (error) {
    if (signal.aborted) return result({ error: 'timeout' })
    const code = errorCode(error)
    if (code === 'address-refused') return result({ error: 'address-refused' })
    return result({ error: 'unreachable', detail: /^\w+$/.test(code) ? code : null })
  } finally {
    await dispatcher.destroy()
  }
}

function errorOf(httpStatus: number): DeliveryError | null {
  if (httpStatus >= 200 && httpStatus < 300) return null
  return httpStatus >= 300 && httpStatus < 400 ? 'redirect' : 'status'
}

/** The status counts, whatever becomes of the body. */
async function readBeginning(headers: IncomingHttpHeaders, body: Readable): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of decodedBody(headers, body)) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= mostBytes) break
    }
  } catch {
    // What has arrived is kept.
  }
  return cleanText(Buffer.concat(chunks).toString('utf8')).slice(0, longestAnswer).trim()
}
