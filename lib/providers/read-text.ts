import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { decodedBody } from './body-decoder.ts'

/** A whole body as text. @throws Error when it is longer than `longest` bytes */
export async function readText(
  headers: IncomingHttpHeaders,
  body: Readable,
  longest: number,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of decodedBody(headers, body)) {
    size += chunk.length
    if (size > longest) throw new Error('The answer is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
