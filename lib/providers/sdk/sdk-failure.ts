import type { APICallError } from '@ai-sdk/provider'
import { httpFailure, networkFailure, streamFailure } from '../failures/failure.ts'
import { providerWords } from '../failures/provider-words.ts'
import type { ModelFailure } from '../model-port.ts'

/** The SDK's call errors carry status and body; all else is the network or the provider's words. */
export function sdkFailure(error: unknown, secrets: string[]): ModelFailure {
  if (!(error instanceof Error)) return streamFailure(error, secrets)
  const { statusCode, responseBody, responseHeaders } = error as Partial<APICallError>
  if (statusCode !== undefined && statusCode >= 300) {
    const body = responseBody || JSON.stringify({ message: error.message })
    return httpFailure(statusCode, responseHeaders?.['retry-after'] ?? null, body, secrets)
  }
  const failure = networkFailure(error, secrets)
  // What the SDK itself makes of an answer has no code of the network's.
  const isNetwork = hasCode(error) || failure.code !== 'provider-unreachable'
  if (isNetwork && !/^AI_(?!APICallError)/.test(error.name)) return failure
  const words = providerWords(error.message, secrets, 200)
  const message = `The provider’s answer could not be read: ${words}`
  return { code: 'provider-bad-response', message, retryable: true }
}

function hasCode(error: Error): boolean {
  return 'code' in error || (error.cause instanceof Error && hasCode(error.cause))
}
