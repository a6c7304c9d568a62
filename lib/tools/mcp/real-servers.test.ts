import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { connect, overHttp, overStdio, serverProgram, startEverything } from './testing.ts'
import { toolOutput } from './tool-output.ts'

/** The official servers, as people run them. */

const never = new AbortController().signal
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function open(...given: Parameters<typeof connect>) {
  const connection = connect(...given)
  ends.push(connection.close)
  return connection
}

const patience = { timeout: 60_000, interval: 200 }

test.each(['http', 'stdio'])(
  'server-everything over %s lists and calls',
  async (transport) => {
    const server = transport === 'http' ? await startEverything() : null
    if (server) ends.push(server.stop)
    const connection = open(
      server ? overHttp(server.url) : overStdio(serverProgram('everything'), 'stdio'),
    )
    const state = await connection.check()
    const names = state.kind === 'ready' ? state.tools.map(({ name }) => name) : []
    expect(names).toEqual(expect.arrayContaining(['echo', 'get-sum', 'get-tiny-image']))
    const use = async (name: string, input: Record<string, unknown>) =>
      toolOutput(await connection.call(name, input, never), [])
    expect(await use('echo', { message: 'hi' })).toBe('Echo: hi')
    expect(await use('get-sum', { a: 2, b: 3 })).toContain('5')
    // A picture is named, not loaded.
    expect(await use('get-tiny-image', {})).toMatch(/\[image image\/png, \d+ bytes, not shown\]/)
    await expect(use('get-sum', { a: 'two' })).rejects.toThrow(/number/i)
  },
  120_000,
)

test('server-filesystem reads its folder, and nothing outside', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lumos-mcp-')))
  ends.push(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'bees.txt'), 'Bees make honey.')
  const connection = open(overStdio(serverProgram('filesystem'), folder))
  const state = await connection.check()
  const tools = state.kind === 'ready' ? state.tools : []
  const marks = new Map(tools.map(({ name, readOnly }) => [name, readOnly]))
  expect([marks.get('read_text_file'), marks.get('write_file')]).toEqual([true, false])
  const read = async (path: string) =>
    toolOutput(await connection.call('read_text_file', { path }, never), [])
  expect(await read(join(folder, 'bees.txt'))).toBe('Bees make honey.')
  await expect(read('/etc/hostname')).rejects.toThrow(/denied/i)
}, 120_000)

test('a server that dies and comes back is used again', async () => {
  const first = await startEverything()
  ends.push(first.stop)
  const connection = open(overHttp(first.url))
  const echo = async (message: string) =>
    toolOutput(await connection.call('echo', { message }, never), [])
  await connection.check()
  expect(await echo('one')).toBe('Echo: one')
  await first.stop()
  await expect(echo('two')).rejects.toThrow()
  expect(connection.state()).toMatchObject({ kind: 'out', reason: 'unreachable' })
  const again = await startEverything(first.port)
  ends.push(again.stop)
  expect(await connection.check()).toMatchObject({ kind: 'ready' })
  expect(await echo('three')).toBe('Echo: three')
}, 120_000)

test('a program that ends is noticed, and started again', async () => {
  const program = `
    import('node:readline').then(({ createInterface }) => {
      createInterface({ input: process.stdin }).on('line', (line) => {
        const { id, method } = JSON.parse(line)
        if (id === undefined) return
        if (method === 'tools/call') process.exit(1)
        const result = method === 'tools/list'
          ? { tools: [{ name: 'die', inputSchema: { type: 'object' } }] }
          : { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'x', version: '1' } }
        console.log(JSON.stringify({ jsonrpc: '2.0', id, result }))
      })
    })`
  const connection = open(overStdio('--eval', program))
  expect(await connection.check()).toMatchObject({ kind: 'ready' })
  await expect(connection.call('die', {}, never)).rejects.toThrow()
  await expect.poll(() => connection.state().kind, patience).toBe('out')
  expect(await connection.check()).toMatchObject({ kind: 'ready', tools: [{ name: 'die' }] })
}, 120_000)
