import { StartError } from '#lib/errors.ts'
import { processWide } from '#lib/process-wide.ts'
import { chatRoute } from '../chat/chat-route.ts'
import { directRoutes, nodeListener, upgradeListeners } from '../http/node-listener.ts'
import { completionsRoute, modelsRoute } from '../openai/routes.ts'
import { services } from '../services.ts'
import { socketListener } from '../sockets/socket-listener.ts'
import { metricsListener } from '../telemetry/metrics-listener.ts'
import { boot } from './boot.ts'
import { hurryShutdown, shutdown } from './shutdown.ts'
import { tellStarter } from './tell-starter.ts'

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Boots, and ends the process in an orderly way on SIGINT, SIGTERM or SIGHUP. A failed start prints
 * its reason in one line and exits with code 1. `scripts/start.mjs` receives the report as a
 * message if it is the parent process.
 */
export async function startLumos(): Promise<void> {
  processWide('signals', () => {
    for (const signal of endSignals) process.on(signal, onEndSignal)
    // The starting script has ended, or was killed.
    process.on('disconnect', endAtOnce)
    // Writing to a closed output emits an error; unhandled, it would be written to the same output
    // again.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)
  })
  try {
    const report = await boot()
    directRoutes().set('POST /api/chat', nodeListener(chatRoute))
    directRoutes().set('POST /v1/chat/completions', nodeListener(completionsRoute))
    directRoutes().set('GET /v1/models', nodeListener(modelsRoute))
    upgradeListeners().set('/api/ws', socketListener(services()))
    const metrics = metricsListener(services())
    for (const method of ['GET', 'HEAD']) directRoutes().set(`${method} /api/metrics`, metrics)
    const isShown = tellStarter({ type: 'lumos-ready', report })
    // In a container there is no starting script to show the report, so the code is printed here.
    if (!isShown && report.setupCode)
      process.stdout.write(`Set-up code for the first account: ${report.setupCode}\n`)
  } catch (error) {
    const message = error instanceof StartError ? error.message : explain(error)
    if (!tellStarter({ type: 'lumos-failed', message }))
      process.stderr.write(`Lumos cannot start: ${message}\n`)
    await end(1)
  }
}

/** A terminal's signal arrives twice: the starting script hands it on, too. */
const sameSignalMs = 500
let firstSignalAt: number | undefined

/** Lets running answers end, see `drain`; a second signal ends at once. */
function onEndSignal(): void {
  firstSignalAt ??= performance.now()
  if (performance.now() - firstSignalAt > sameSignalMs) hurryShutdown()
  void end(0)
}

function endAtOnce(): void {
  hurryShutdown()
  void end(0)
}

async function end(code: number): Promise<void> {
  await shutdown()
  process.exit(code)
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
