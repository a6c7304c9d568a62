import type { IncomingHttpHeaders } from 'node:http'
import { type Readable, Transform } from 'node:stream'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { bodyChunks } from './body-chunks.ts'

/** What has arrived is decoded at once, and an end in the middle keeps it. */
const eager = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const decoders = new Map<string, () => Transform>([
  ['gzip', () => createGunzip(eager)],
  ['x-gzip', () => createGunzip(eager)],
  ['deflate', createEitherInflate],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
])

/**
 * The body as text's bytes: some servers compress although they were not asked to. Errors reach
 * who reads it; one that comes when nobody does is no crash.
 */
export function decodedBody(headers: IncomingHttpHeaders, body: Readable): Readable {
  body.on('error', () => undefined)
  // The last encoding was put on last.
  const encodings = String(headers['content-encoding'] ?? '').split(',')
  return encodings.reduceRight((stream: Readable, encoding) => {
    const decoder = decoders.get(encoding.trim().toLowerCase())?.()
    if (!decoder) return stream
    decoder.on('error', () => undefined)
    void feed(stream, decoder)
    return decoder
  }, body)
}

/** Ends the decoder as its source ends, behind all that came before; never rejects. */
async function feed(source: Readable, decoder: Transform): Promise<void> {
  const write = (chunk: Uint8Array) => new Promise((resolve) => decoder.write(chunk, resolve))
  try {
    for await (const chunk of bodyChunks(source)) {
      if (decoder.destroyed) return
      await write(chunk)
    }
    decoder.end()
  } catch (error) {
    // A decoder that is destroyed forgets what it has not handed on yet.
    await write(new Uint8Array(0))
    await nextLoopTurn()
    decoder.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** “deflate” means zlib's format, and some servers send it without zlib's two bytes. */
function createEitherInflate(): Transform {
  let inflate: Transform | undefined
  return new Transform({
    transform(chunk: Buffer, encoding, done) {
      if (!inflate) {
        const isZlib = ((chunk[0] ?? 0) & 15) === 8
        inflate = isZlib ? createInflate(eager) : createInflateRaw(eager)
        inflate.on('data', (bytes) => this.push(bytes)).on('error', (error) => this.destroy(error))
      }
      inflate.write(chunk, encoding, () => done())
    },
    flush(done) {
      if (inflate) inflate.once('end', done).end()
      else done()
    },
  })
}
