import { Readable } from 'node:stream'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { constants, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bodyChunks } from './body-chunks.ts'
import { decodedBody } from './body-decoder.ts'

const silent = () => new Readable({ read() {} })

async function collect(body: Readable) {
  const seen: string[] = []
  try {
    for await (const chunk of bodyChunks(body)) seen.push(Buffer.from(chunk).toString())
    seen.push('end')
  } catch (error) {
    seen.push(error instanceof Error ? error.message : 'no error')
  }
  return seen
}

test('what came before an error in the same turn is not lost', async () => {
  const body = silent()
  const collected = collect(body)
  await nextLoopTurn()
  body.push('one')
  body.push('two')
  body.destroy(new Error('reset'))
  expect(await collected).toEqual(['one', 'two', 'reset'])
})

test('what a packed body brought before an error in the same turn is not lost', async () => {
  const body = silent()
  const collected = collect(decodedBody({ 'content-encoding': 'gzip' }, body))
  await nextLoopTurn()
  body.push(gzipSync('one', { finishFlush: constants.Z_SYNC_FLUSH }))
  body.destroy(new Error('reset'))
  expect(await collected).toEqual(['one', 'reset'])
})

test('a whole body ends, and one that closes before its end does not', async () => {
  expect(await collect(Readable.from([Buffer.from('all')]))).toEqual(['all', 'end'])
  const body = silent()
  const collected = collect(body)
  body.push('some')
  await nextLoopTurn()
  body.destroy()
  expect(await collected).toEqual(['some', 'The body closed before its end.'])
})

test('a consumer that takes its time makes the provider wait', async () => {
  let made = 0
  const body = new Readable({
    read() {
      made += 1
      this.push(made > 1_000 ? null : Buffer.alloc(65_536))
    },
  })
  let seen = 0
  for await (const _ of bodyChunks(body)) {
    seen += 1
    await nextLoopTurn()
    expect(made - seen).toBeLessThan(20)
  }
  expect(seen).toBe(1_000)
})

test('a consumer that leaves leaves nothing behind', async () => {
  const body = silent()
  body.on('error', () => undefined)
  body.push('one')
  for await (const _ of bodyChunks(body)) break
  expect(body.listenerCount('data')).toBe(0)
  expect(body.listenerCount('close')).toBe(0)
  body.destroy(new Error('late'))
  await nextLoopTurn()
})
