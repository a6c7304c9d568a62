import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'

const bodyBytesLimit = 32 * 1024 * 1024

/** @throws ApiError 413 for a body over 32 MB, 400 for a body that is not JSON */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > bodyBytesLimit) throw new ApiError(413, 'The request body is too large.')
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ApiError(400, `We could not parse the JSON body of your request: ${why}`)
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
