import { AppError } from '#lib/contracts/app-error.ts'
import type { RouteRequest } from './route-request.ts'

/**
 * Reads a JSON body and holds at most `maxBytes` of it in memory.
 * @throws AppError 415 for another content type, 413 if it is too large, 400 for invalid JSON or an
 * incomplete body
 */
export async function readJsonBody(request: RouteRequest, maxBytes: number): Promise<unknown> {
  if (contentType(request) !== 'application/json') throw unsupportedType()
  const bytes = await readBytes(request, maxBytes)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return mayHoldRefusedText.test(text) ? JSON.parse(text, cleanText) : JSON.parse(text)
  } catch (cause) {
    const displayMessage = 'The body is not valid JSON.'
    throw new AppError({ code: 'bad-json', status: 400, displayMessage, cause })
  }
}

/**
 * Refuses the content types that a page of another site can send without a CORS preflight.
 * @throws AppError 415
 */
export function refuseOtherTypes(request: RouteRequest, takesFile = false): void {
  const type = contentType(request)
  if (type === undefined || type === 'application/json') return
  if (!(takesFile && type === 'multipart/form-data')) throw unsupportedType()
}

/** The media type without its parameters, in lower case. */
export function contentType(request: RouteRequest): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
}

/** JSON can write U+0000 and lone surrogates only as escapes. */
const mayHoldRefusedText = /\\u(0000|d[89a-f])/i

/** PostgreSQL takes neither U+0000 nor lone surrogates: removed from values, refused in names. */
function cleanText(key: string, value: unknown): unknown {
  if (key !== clean(key)) throw new SyntaxError('A name holds a character that cannot be stored.')
  return typeof value === 'string' ? clean(value) : value
}

export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

async function readBytes(request: RouteRequest, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof AppError ? error : brokenOff(error)
  }
  return Buffer.concat(chunks)
}

/**
 * The error for a body whose client left or was too slow, which is not logged as a server error.
 */
export function brokenOff(cause: unknown): AppError {
  const displayMessage = 'The body broke off before its end.'
  return new AppError({ code: 'incomplete-body', status: 400, displayMessage, cause })
}

function unsupportedType(): AppError {
  return new AppError({
    code: 'unsupported-media-type',
    status: 415,
    displayMessage: 'Send the body as application/json.',
  })
}

function tooLarge(maxBytes: number): AppError {
  return new AppError({
    code: 'too-large',
    status: 413,
    displayMessage: `The body is larger than ${maxBytes} bytes.`,
  })
}
