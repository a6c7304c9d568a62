import { describe, expect, test } from 'vitest'
import type { RunLogStore, RunLogWriter, RunOwner } from './run-log.ts'

const going = new AbortController().signal
const run = { chatId: crypto.randomUUID(), userId: 'ann' }
const other = { chatId: crypto.randomUUID(), userId: 'bob' }

/** Stores that show the same runs. */
export interface TestedStores {
  /** Of the instance that executes the runs. */
  store: RunLogStore
  /** Of the instance whose readers join them. */
  readers: RunLogStore
}

/** Tests that every adapter of `RunLogStore` must pass, for readers of one instance. */
export function testRunLogs(adapter: string, createStores: () => TestedStores) {
  async function start() {
    const { store, readers } = createStores()
    const writer = await open(store, run)
    return { store, readers, writer, join: (signal = going) => join(readers, signal) }
  }

  describe(`readers of ${adapter}`, () => {
    test('get the same bytes whenever they join', async () => {
      const { writer, join } = await start()
      const early = readAll(await join())
      writer.append('data: 你好\n\n')
      writer.append('data: ünï\n\n')
      writer.flush()
      const middle = readAll(await join())
      writer.append('data: 🙂\n\n')
      writer.flush()
      const late = readAll(await join())
      writer.close()
      const expected = Buffer.from('data: 你好\n\ndata: ünï\n\ndata: 🙂\n\n')
      for (const bytes of await Promise.all([early, middle, late])) expect(bytes).toEqual(expected)
    })

    test('get what was appended without a flush', async () => {
      const { writer, join } = await start()
      const reader = (await join())[Symbol.asyncIterator]()
      writer.append('one')
      writer.append('two')
      expect(text((await reader.next()).value)).toBe('onetwo')
      writer.close()
    })

    test('do not wait for a slow one', async () => {
      const { writer, join } = await start()
      const slow = (await join())[Symbol.asyncIterator]()
      const fast = (await join())[Symbol.asyncIterator]()
      let expected = ''
      for (let index = 0; index < 100; index += 1) {
        expected += `${index};`
        writer.append(`${index};`)
        writer.flush()
        expect(text((await fast.next()).value)).toBe(`${index};`)
      }
      writer.close()
      expect((await readAll({ [Symbol.asyncIterator]: () => slow })).toString()).toBe(expected)
    })

    test('end alone when their signal aborts', async () => {
      const { writer, join } = await start()
      const leaving = new AbortController()
      const gone = readAll(await join(leaving.signal))
      const staying = readAll(await join())
      leaving.abort()
      expect((await gone).toString()).toBe('')
      expect(writer.stopSignal.aborted).toBe(false)
      writer.append('still here')
      writer.close()
      expect((await staying).toString()).toBe('still here')
    })

    test('find nothing once the run is over, in another chat, or of another user', async () => {
      const { readers, writer } = await start()
      expect(await readers.read(other, going)).toBeNull()
      expect(await readers.read({ ...run, userId: 'bob' }, going)).toBeNull()
      writer.close()
      expect(await readers.read(run, going)).toBeNull()
    })
  })

  describe(`runs of ${adapter}`, () => {
    test('go one at a time in a chat', async () => {
      const { store, writer } = await start()
      expect(await begin(store, run)).toBeNull()
      expect(await begin(store, other)).not.toBeNull()
      expect(store.size()).toBe(2)
      expect([run, other].map(({ userId }) => store.size({ userId }))).toEqual([1, 1])
      expect(store.size({ userId: 'nobody' })).toBe(0)
      writer.close()
      expect(await begin(store, run)).not.toBeNull()
    })

    test('leave the next run of the chat alone when they close twice', async () => {
      const { store, writer } = await start()
      writer.close()
      const next = await begin(store, run)
      writer.close()
      expect(next).not.toBeNull()
      expect(await begin(store, run)).toBeNull()
    })

    test('learn why they are asked to stop', async () => {
      const { store, writer } = await start()
      expect(await store.stop(other, 'user')).toBe(0)
      expect(await store.stop({ ...run, userId: 'bob' }, 'user')).toBe(0)
      expect(writer.stopSignal.aborted).toBe(false)
      const stopped = store.stop(run, 'user')
      await aborted(writer)
      expect(writer.stopSignal.reason).toBe('user')
      writer.close()
      expect(await stopped).toBe(1)
    })

    test('of one user stop together', async () => {
      const { store, writer } = await start()
      const second = await open(store, { ...run, chatId: 'second' })
      const foreign = await open(store, other)
      const stopped = store.stop({ userId: run.userId }, 'user')
      for (const own of [writer, second]) {
        await aborted(own)
        own.close()
      }
      expect(await stopped).toBe(2)
      expect(foreign.stopSignal.aborted).toBe(false)
    })

    test('stop all together, and stopping them waits until they closed', async () => {
      const { store, writer } = await start()
      const foreign = await open(store, other)
      const ended: unknown[] = []
      const stopped = store.stop({}, 'shutdown').then((count) => ended.push(count))
      for (const own of [writer, foreign]) {
        await aborted(own)
        expect(own.stopSignal.reason).toBe('shutdown')
        ended.push('closed')
        own.close()
      }
      await stopped
      expect(ended).toEqual(['closed', 'closed', 2])
      expect(store.size()).toBe(0)
    })
  })
}

function begin(store: RunLogStore, owner: RunOwner) {
  return store.open({ ...owner, runId: crypto.randomUUID() })
}

async function open(store: RunLogStore, owner: RunOwner): Promise<RunLogWriter> {
  const writer = await begin(store, owner)
  if (!writer) throw new Error('The chat has a run already.')
  return writer
}

async function join(store: RunLogStore, signal: AbortSignal) {
  const chunks = await store.read(run, signal)
  if (!chunks) throw new Error('The chat has no run.')
  return chunks
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

function text(chunk: Uint8Array): string {
  return Buffer.from(chunk).toString()
}

async function aborted({ stopSignal }: RunLogWriter): Promise<void> {
  if (stopSignal.aborted) return
  await new Promise((resolve) => stopSignal.addEventListener('abort', resolve, { once: true }))
}
