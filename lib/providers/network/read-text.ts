import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { ProviderAnswerError } from '../failures/failure.ts'
import { decodedBody } from './body-decoder.ts'

/**
 * Reads a whole body as text. @throws ProviderAnswerError when it is longer than `longest` bytes
 */
export async function readText(
  headers: IncomingHttpHeaders,
  body: Readable,
  longest: number,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of decodedBody(headers, body)) {
    size += chunk.length
    if (size > longest) throw tooLong(longest)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLong(bytes: number): ProviderAnswerError {
  const message = `The provider’s answer is longer than ${bytes / 1_000_000} MB.`
  return new ProviderAnswerError('output-cap', message)
}
