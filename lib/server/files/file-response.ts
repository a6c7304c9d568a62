import { Readable } from 'node:stream'
import { notFound } from '#lib/contracts/app-error.ts'
import type { File } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'

/** Uploaded files run no scripts and load nothing, even when opened as a page. */
const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
}

/** The response with a file's bytes; everything except pictures is a download. */
export async function fileResponse(
  { files }: Pick<Services, 'files'>,
  { id, name, mediaType, kind, bytes }: Omit<File, 'text'>,
): Promise<Response> {
  const stream = await files.stream(id).catch(() => {
    throw notFound('file')
  })
  const place = kind === 'image' ? 'inline' : 'attachment'
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      ...safetyHeaders,
      'content-type': kind === 'text' ? 'text/plain; charset=utf-8' : mediaType,
      'content-length': String(bytes),
      'content-disposition': `${place}; filename*=UTF-8''${encodeName(name)}`,
    },
  })
}

export function textResponse(text: string): Response {
  return new Response(text, {
    headers: { ...safetyHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** Percent-encodes as RFC 5987 requires. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
