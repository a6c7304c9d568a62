import { parseArgs } from 'node:util'
import { demoModels } from './model-names.ts'
import { startSimulator } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    'time-scale': { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    models: { type: 'string', default: 'demo' },
  },
})

function fail(line: string): never {
  console.error(line)
  process.exit(1)
}

function numberOf(
  flag: 'port' | 'time-scale' | 'seed',
  isValid: (value: number) => boolean,
): number {
  const value = Number(values[flag])
  return isValid(value) ? value : fail(`--${flag} is "${values[flag]}", which it cannot be.`)
}

const { url, port } = await startSimulator({
  port: numberOf('port', (value) => Number.isInteger(value) && value >= 0 && value < 65_536),
  timeScale: numberOf('time-scale', (value) => value > 0),
  seed: numberOf('seed', Number.isInteger),
  models: values.models === 'all' ? 'all' : 'demo',
}).catch((error: unknown) =>
  fail(`The simulator cannot start: ${error instanceof Error ? error.message : String(error)}`),
)

if (process.send) {
  process.send({ url, port })
  // The IPC channel closes when the parent exits, also after SIGKILL.
  process.on('disconnect', () => process.exit(0))
  // Ctrl-C signals the whole process group; this process ends when the parent closes it.
  process.on('SIGINT', () => undefined)
} else {
  console.log(`Simulated models at ${url}: ${Object.keys(demoModels).join(', ')}`)
}
