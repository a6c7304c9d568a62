import { AppError } from '#lib/contracts/app-error.ts'

/**
 * Reads a JSON body without ever holding more than `maxBytes` of it.
 * @throws AppError 415 for another content type, 413 when it is too large, 400 for broken JSON
 */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError({
      code: 'unsupported-media-type',
      status: 415,
      userMessage: 'Send the body as application/json.',
    })
  }
  const text = await readText(request, maxBytes)
  try {
    // PostgreSQL takes neither U+0000 nor lone surrogates, in any field.
    return JSON.parse(text, (_key, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    )
  } catch (cause) {
    const userMessage = 'The body is not valid JSON.'
    throw new AppError({ code: 'bad-json', status: 400, userMessage, cause })
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLarge(maxBytes: number): AppError {
  const limit =
    maxBytes >= 1_048_576 ? `${Math.floor(maxBytes / 1_048_576)} MB` : `${maxBytes} bytes`
  return new AppError({
    code: 'too-large',
    status: 413,
    userMessage: `The body is larger than ${limit}.`,
  })
}
