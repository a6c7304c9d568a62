import { parseArgs } from 'node:util'
import { startSimulator } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    'time-scale': { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
})

const simulator = await startSimulator({
  port: Number(values.port),
  timeScale: Number(values['time-scale']),
  seed: Number(values.seed),
})

if (process.send) {
  process.send({ url: simulator.url })
  // The parent is gone, even when it was killed.
  process.on('disconnect', () => process.exit(0))
  // Ctrl-C reaches the whole group; the parent decides when we end.
  process.on('SIGINT', () => undefined)
} else console.log(`Simulated models at ${simulator.url}`)
