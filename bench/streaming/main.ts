import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { folded, machine, saveResult, saveSection } from '../report.ts'
import { runLoad, type Target } from './load.ts'
import { type Cell, cellRow, cellTitles, measure } from './measure.ts'
import { startServer } from './processes.ts'
import { lumosTarget, nextTargets, simulatorTarget } from './targets.ts'

/**
 * Time to first token and CPU per token: simulator → target → client on loopback, targets in turn
 * within each round. `--streams 1,100 --gaps 5 --rounds 3`; without them all figures of docs/benchmarks.md.
 */
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '1,20,100,200,500' },
    gaps: { type: 'string', default: '5,20' },
    rounds: { type: 'string', default: '3' },
  },
})
const tokens = 200
const headlineStreams = 200
const next = 'node_modules/next/dist/bin/next'
const app = 'bench/streaming/next-app'
const ports = { simulator: 4711, routes: 4712, lumos: 4713 }
const simulatorUrl = `http://127.0.0.1:${ports.simulator}/v1`
const dataDir = mkdtempSync(join(tmpdir(), 'lumos-bench-'))
const isWhole = process.argv.length === 2

const build = spawnSync(process.execPath, [next, 'build', app], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (build.status !== 0) throw new Error('The comparison routes could not be built.')
const simulator = await startServer(
  ['lib/simulator/main.ts', '--port', String(ports.simulator)],
  {},
  `${simulatorUrl}/models`,
)
const routes = await startServer(
  [next, 'start', app, '-p', String(ports.routes), '-H', '127.0.0.1'],
  { BENCH_PROVIDER_URL: simulatorUrl },
  `http://127.0.0.1:${ports.routes}/`,
)
const lumos = await startServer(
  ['lib/server/main.ts'],
  {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(ports.lumos),
    LUMOS_DATA_DIR: dataDir,
    LUMOS_LOCAL_DISCOVERY: 'off',
  },
  `http://127.0.0.1:${ports.lumos}/api/ready`,
)
try {
  const setUp = await lumosTarget(`http://127.0.0.1:${ports.lumos}`, simulatorUrl, lumos, dataDir)
  const targetsFor = async (model: string): Promise<Target[]> => [
    simulatorTarget(simulatorUrl, model, simulator),
    ...nextTargets(`http://127.0.0.1:${ports.routes}`, model, routes),
    await setUp(model),
  ]
  const measureRows = async (model: string, cells: Cell[]) => {
    const targets = await targetsFor(model)
    for (const target of targets) await runLoad(target, { concurrency: 20, requests: 100 })
    const rows: string[] = []
    for (const cell of cells) {
      rows.push(...(await measure(targets, cell, tokens)).map((figures) => cellRow(cell, figures)))
    }
    return rows
  }
  const table = (title: string, rows: string[]) => {
    const text = [`**${title}**`, '', ...cellTitles, ...rows].join('\n')
    console.log(`\n${text}`)
    return text
  }
  const rounds = Number(values.rounds)
  const all: string[] = []
  for (const gap of values.gaps.split(',').map(Number)) {
    const cells = values.streams.split(',').map((streams) => ({
      streams: Number(streams),
      requests: Number(streams) === 1 ? 100 / gap : Number(streams),
      rounds,
    }))
    const rows = await measureRows(`sim:ttfb=0,gap=${gap},tokens=${tokens}`, cells)
    all.push(table(`A token every ${gap} ms, ${tokens} tokens, all at once`, rows))
  }
  if (isWhole) {
    const cells = [{ streams: 1, requests: 10, rounds: 1 }]
    const rows = await measureRows('sim:ttfb=800,gap=5,tokens=20', cells)
    const alone = table('One user, a provider that thinks for 800 ms', rows)
    const head = machine()
    const headlines = all.map(headline)
    saveResult('streaming', report(head, headlines, alone, all))
    saveSection('streaming-summary', [head, ...headlines.slice(0, 1)].join('\n\n'))
  }
} finally {
  for (const child of [lumos, routes, simulator]) child.kill('SIGTERM')
  await Promise.all(
    [lumos, routes, simulator].map(
      (child) => new Promise((resolve) => child.once('exit', resolve)),
    ),
  )
  rmSync(dataDir, { recursive: true, force: true })
}

/** The rows of a table with many streams. */
function headline(table: string): string {
  return table
    .split('\n')
    .filter((line) => !/^\| \d/.test(line) || line.startsWith(`| ${headlineStreams} |`))
    .join('\n')
}

/** The rows of many streams and of one user; all other rows are folded. */
function report(head: string, headlines: string[], alone: string, all: string[]): string {
  const rest = folded(
    'All figures: 1 to 500 streams, a token every 5 and every 20 ms',
    all.join('\n\n'),
  )
  return [head, ...headlines.slice(0, 1), alone, rest].join('\n\n')
}
