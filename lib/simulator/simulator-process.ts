import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** A simulator in a separate process, so that it does not block its parent's event loop. */
export interface SimulatorProcess {
  /** Base URL, including `/v1`; unchanged after a restart. */
  url: string
  /** Process id of the running process. */
  pid(): number | undefined
  stop(): void
}

/** A process that repeatedly ends sooner than this is not restarted. */
const stableMs = 5_000
const mostRestarts = 5

/**
 * Starts `npm run simulator`'s process on a free port. It ends with its parent, also when the
 * parent is killed. If it ends by itself it is restarted on the same port.
 * @param timeScale divides all delays
 */
export async function startSimulatorProcess(timeScale = 1): Promise<SimulatorProcess> {
  let isStopped = false
  let restarts = 0
  let current = await startOnce(0, timeScale)
  const { url, port } = current
  watch()

  function watch() {
    const startedAt = performance.now()
    current.child.once('exit', () => {
      restarts = performance.now() - startedAt > stableMs ? 0 : restarts + 1
      if (isStopped || restarts > mostRestarts) return
      startOnce(port, timeScale).then(
        (started) => {
          current = started
          if (isStopped) started.child.kill('SIGTERM')
          else watch()
        },
        (error: unknown) => process.emitWarning(`The simulator cannot be restarted: ${error}`),
      )
    })
  }

  return {
    url,
    pid: () => current.child.pid,
    stop() {
      isStopped = true
      current.child.kill('SIGTERM')
    },
  }
}

async function startOnce(port: number, timeScale: number) {
  const file = join(process.cwd(), 'lib', 'simulator', 'main.ts')
  const flags = ['--port', String(port), '--time-scale', String(timeScale)]
  // A bundler would treat the file in a `fork` call as one of its modules, so `spawn` is used.
  const child = spawn(process.execPath, [file, ...flags], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const started = await new Promise<{ url: string; port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { url: string; port: number }))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The simulator ended with code ${code}.`)))
  })
  child.unref()
  child.channel?.unref()
  return { child, ...started }
}
