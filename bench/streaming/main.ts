import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type LoadResult, runLoad, type Target } from './load.ts'
import { cpuMs, residentMb, startServer } from './processes.ts'
import { lumosTarget, nextTargets, simulatorTarget } from './targets.ts'

/**
 * Time to first token and CPU per token: simulator → target → client on loopback, targets in turn
 * within one run. `--streams 1,20,100 --gap 5 --ttfb 0 --tokens 200`
 */
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '1,20,100,200' },
    gap: { type: 'string', default: '5' },
    ttfb: { type: 'string', default: '0' },
    tokens: { type: 'string', default: '200' },
  },
})
const next = 'node_modules/next/dist/bin/next'
const app = 'bench/streaming/next-app'
const simulatorUrl = 'http://127.0.0.1:4711/v1'
const model = `sim:ttfb=${values.ttfb},gap=${values.gap},tokens=${values.tokens}`
const tokens = Number(values.tokens)
const dataDir = mkdtempSync(join(tmpdir(), 'lumos-bench-'))

const build = spawnSync(process.execPath, [next, 'build', app], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (build.status !== 0) throw new Error('The comparison routes could not be built.')
const simulator = await startServer(
  ['lib/simulator/main.ts', '--port', '4711'],
  {},
  `${simulatorUrl}/models`,
)
const routes = await startServer(
  [next, 'start', app, '-p', '4712', '-H', '127.0.0.1'],
  { BENCH_PROVIDER_URL: simulatorUrl },
  'http://127.0.0.1:4712/',
)
const lumos = await startServer(
  ['lib/server/main.ts'],
  {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '4713',
    LUMOS_DATA_DIR: dataDir,
    LUMOS_LOCAL_DISCOVERY: 'off',
  },
  'http://127.0.0.1:4713/api/ready',
)
try {
  const targets = [
    simulatorTarget(simulatorUrl, model, simulator),
    ...nextTargets('http://127.0.0.1:4712', model, routes),
    await lumosTarget('http://127.0.0.1:4713', simulatorUrl, model, lumos, dataDir),
  ]
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}; provider: ${model}\n`,
  )
  console.log(
    '| streams | target | first token p50 / p95 / p99 ms | total p50 ms | CPU µs/token | longest stall ms | memory MB |',
  )
  console.log('|---|---|---|---|---|---|---|')
  for (const target of targets) await runLoad(target, { concurrency: 10, requests: 20 })
  for (const streams of values.streams.split(',').map(Number)) {
    for (const target of targets) console.log(await measure(target, streams))
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

async function measure(target: Target, streams: number): Promise<string> {
  const requests = Math.max(streams, 20)
  const before = cpuMs(target.pids)
  const result = await runLoad(target, { concurrency: streams, requests })
  const cpu = ((cpuMs(target.pids) - before) * 1000) / (requests * tokens)
  const figures = [50, 95, 99].map((share) => percentile(result.firstTokenMs, share)).join(' / ')
  return `| ${streams} | ${name(target, result)} | ${figures} | ${percentile(result.totalMs, 50)} | ${Math.round(cpu)} | ${Math.round(result.longestStallMs)} | ${Math.round(residentMb(target.pids))} |`
}

function name(target: Target, { incomplete }: LoadResult): string {
  return incomplete === 0 ? target.name : `${target.name} (${incomplete} incomplete)`
}

function percentile(figures: number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const value =
    sorted[Math.min(sorted.length - 1, Math.floor((share / 100) * sorted.length))] ?? Number.NaN
  return Math.round(value * 10) / 10
}
