import { spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts'
import { postChat, readStream } from './testing.ts'

const started: SimulatorProcess[] = []
afterEach(() => {
  for (const simulator of started.splice(0)) simulator.stop()
})

const answers = async (url: string) => {
  const response = await postChat(url, 'sim:tokens=2,ttfb=1', 'hi').catch(() => null)
  return response ? (await readStream(response)).text : null
}

test('it answers from another process and ends when it is stopped', async () => {
  const simulator = await startSimulatorProcess(100)
  started.push(simulator)
  expect(simulator.pid()).not.toBe(process.pid)
  expect(await answers(simulator.url)).toBe('tok0 tok1')
  simulator.stop()
  await expect.poll(() => answers(simulator.url)).toBe(null)
})

test('when it is killed it comes back at the same address', async () => {
  const simulator = await startSimulatorProcess(100)
  started.push(simulator)
  const first = simulator.pid()
  process.kill(first ?? 0, 'SIGKILL')
  await expect.poll(() => simulator.pid()).not.toBe(first)
  expect(await answers(simulator.url)).toBe('tok0 tok1')
})

test('it ends when its parent is killed', async () => {
  const script = `
    import { startSimulatorProcess } from ${JSON.stringify(import.meta.resolve('./simulator-process.ts'))}
    const { url } = await startSimulatorProcess(100)
    console.log(url)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  const url = await new Promise<string>((resolve) =>
    parent.stdout.once('data', (line) => resolve(String(line).trim())),
  )
  expect(await answers(url)).toBe('tok0 tok1')
  parent.kill('SIGKILL')
  await expect.poll(() => answers(url)).toBe(null)
})
