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

/** Decodes bytes as they arrive, and preserves the output of a truncated body. */
const eager = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const decoders = new Map<string, () => Transform>([
  ['gzip', () => createGunzip(eager)],
  ['x-gzip', () => createGunzip(eager)],
  ['deflate', createEitherInflate],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
])

/**
 * Decodes the body; some servers compress without being asked. Errors reach the reader of the
 * stream, and an error without a reader does not crash the process.
 */
export function decodedBody(headers: IncomingHttpHeaders, body: Readable): Readable {
  body.on('error', () => undefined)
  // Encodings are listed in the order of their application, so the last is decoded first.
  const encodings = String(headers['content-encoding'] ?? '').split(',')
  return encodings.reduceRight((stream: Readable, encoding) => {
    const decoder = decoders.get(encoding.trim().toLowerCase())?.()
    if (!decoder) return stream
    decoder.on('error', () => undefined)
    void feed(stream, decoder)
    return decoder
  }, body)
}

/**
 * Pipes the source into the decoder and ends or fails it after all earlier chunks; never rejects.
 */
async function feed(source: Readable, decoder: Transform): Promise<void> {
  const write = (chunk: Uint8Array) => new Promise((resolve) => decoder.write(chunk, resolve))
  try {
    for await (const chunk of bodyChunks(source)) {
      if (decoder.destroyed) return
      await write(chunk)
    }
    decoder.end()
  } catch (error) {
    // A destroyed decoder discards output that it has not passed on yet.
    await write(new Uint8Array(0))
    await nextLoopTurn()
    decoder.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** "deflate" means the zlib format, but some servers send raw deflate without the zlib header. */
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
