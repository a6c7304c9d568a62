import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compressStatic } from './compress-static.ts'
import { staticFiles } from './static-files.ts'

const script = 'export const words = "to be repeated";'.repeat(50)
let folder: string
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lumos-static-'))
  await writeFile(join(folder, 'a.js'), script)
  await writeFile(join(folder, 'a.woff2'), 'font')
  await compressStatic(folder)
  const send = staticFiles(folder)
  server = createServer((incoming, response) => {
    if (!send(incoming, response)) response.writeHead(404, { 'x-url': incoming.url }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

/** Without `fetch`, which decompresses. */
async function get(path: string, headers: Record<string, string>, method = 'GET') {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request({ port, path, method, headers, agent: false }, async (response) => {
        const body = Buffer.concat(await response.toArray())
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
        .once('error', reject)
        .end()
    },
  )
}

const brotli = { 'accept-encoding': 'gzip, deflate, br' }

it('sends a script as it was compressed, to be kept for good', async () => {
  const { status, headers, body } = await get('/_next/static/a.js', brotli)
  expect(status).toBe(200)
  expect(brotliDecompressSync(body).toString()).toBe(script)
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript',
    'cache-control': 'public,max-age=31536000,immutable',
    vary: 'Accept-Encoding',
  })
})

it('sends what is compressed by itself as it is', async () => {
  const { headers, body } = await get('/_next/static/a.woff2', brotli)
  expect(headers['content-encoding']).toBeUndefined()
  expect(body.toString()).toBe('font')
})

it.each([
  ['a client without brotli', '/_next/static/a.js', { 'accept-encoding': 'gzip' }, 'GET'],
  ['a file that is not there', '/_next/static/b.js', brotli, 'GET'],
  ['a path outside', '/_next/static/../a.js', brotli, 'GET'],
  ['another page', '/a.js', brotli, 'GET'],
  ['another method', '/_next/static/a.js', brotli, 'POST'],
])('leaves %s to Next.js, with its address', async (_, path, headers, method) => {
  const answer = await get(path, headers, method)
  expect(answer.status).toBe(404)
  expect(answer.headers['x-url']).toBe(path)
})
