import type { APICallError } from '@ai-sdk/provider'
import { httpFailure, networkFailure, streamFailure } from '../failures/failure.ts'
import { providerWords } from '../failures/provider-words.ts'
import type { ModelFailure } from '../model-port.ts'

/**
 * Call errors of the SDK have a status and a body; others are network failures or messages of the
 * provider.
 */
export function sdkFailure(error: unknown, secrets: string[]): ModelFailure {
  if (!(error instanceof Error)) return streamFailure(error, secrets)
  const { statusCode, responseBody, responseHeaders } = error as Partial<APICallError>
  if (statusCode !== undefined && statusCode >= 300) {
    const body = responseBody || JSON.stringify({ message: error.message })
    return httpFailure(statusCode, responseHeaders?.['retry-after'] ?? null, body, secrets)
  }
  const failure = networkFailure(error, secrets)
  // The SDK's errors about an answer have no network error code.
  const isNetwork = hasCode(error) || failure.code !== 'provider-unreachable'
  if (isNetwork && !/^AI_(?!APICallError)/.test(error.name)) return failure
  const words = providerWords(error.message, secrets, 200)
  const message = `The provider’s answer could not be read: ${words}`
  return { code: 'provider-bad-response', message, retryable: true }
}

function hasCode(error: Error): boolean {
  return 'code' in error || (error.cause instanceof Error && hasCode(error.cause))
}
