import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** A simulator in a process of its own, so that it never disturbs its parent's event loop. */
export interface SimulatorProcess {
  /** Base URL, with `/v1`. */
  url: string
  stop(): void
}

/** @param timeScale all delays are divided by it */
export async function startSimulatorProcess(timeScale = 1): Promise<SimulatorProcess> {
  const file = join(process.cwd(), 'lib', 'simulator', 'main.ts')
  // Not `fork`: a bundler would take the file for one of its own.
  const child = spawn(process.execPath, [file, '--port', '0', '--time-scale', String(timeScale)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The simulator ended with code ${code}.`)))
  })
  child.unref()
  child.channel?.unref()
  return { url, stop: () => child.kill('SIGTERM') }
}
