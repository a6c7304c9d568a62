import type { IncomingHttpHeaders } from 'node:http'
import type { Readable, Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib'

/** What has arrived is decoded at once, and an end in the middle keeps it. */
const eager = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const decoders: Record<string, () => Transform> = {
  gzip: () => createGunzip(eager),
  'x-gzip': () => createGunzip(eager),
  deflate: () => createInflate(eager),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
}

/**
 * The body as text's bytes: some servers compress although they were not asked to. Errors reach
 * who reads it; one that comes when nobody does is no crash.
 */
export function decodedBody(headers: IncomingHttpHeaders, body: Readable): Readable {
  body.on('error', () => undefined)
  const encoding = String(headers['content-encoding'] ?? '').trim()
  const decoder = decoders[encoding.toLowerCase()]?.()
  if (!decoder) return body
  decoder.on('error', () => undefined)
  body.on('error', (error) => decoder.destroy(error))
  return body.pipe(decoder)
}
