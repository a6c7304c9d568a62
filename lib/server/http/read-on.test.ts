import { expect, test } from 'vitest'
import { receiveFile } from './receive-file.ts'
import type { RouteRequest } from './route-request.ts'

const chunkBytes = 64 * 1024

/** A request with a body of `chunks` chunks, and the promise of its last chunk being read. */
function requestOf(start: string, { chunks = 40 } = {}) {
  let readToEnd = () => {}
  const wholeBody = new Promise<void>((resolve) => {
    readToEnd = resolve
  })
  async function* body() {
    yield Buffer.from(start)
    for (let sent = 0; sent < chunks; sent += 1) yield Buffer.alloc(chunkBytes, 'a')
    readToEnd()
  }
  const request: RouteRequest = {
    method: 'POST',
    url: 'http://localhost/',
    headers: new Headers({ 'content-type': 'multipart/form-data; boundary=x' }),
    body: body(),
    signal: new AbortController().signal,
  }
  return { request, wholeBody }
}

const fileStart = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

test('a file that is too large is refused, and its rest read', async () => {
  const { request, wholeBody } = requestOf(fileStart)
  await expect(receiveFile(request, { maxBytes: chunkBytes })).rejects.toMatchObject({
    status: 413,
    code: 'file-too-large',
  })
  await wholeBody
})

test('a client that leaves after the refusal disturbs nobody', async () => {
  async function* broken() {
    yield Buffer.from(fileStart)
    yield Buffer.alloc(2 * chunkBytes, 'a')
    throw new Error('socket hang up')
  }
  const { request } = requestOf(fileStart)
  const refused = receiveFile({ ...request, body: broken() }, { maxBytes: chunkBytes })
  await expect(refused).rejects.toMatchObject({ status: 413 })
})
