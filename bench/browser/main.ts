import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { machine, percentile, saveResult } from '../report.ts'
import { startServer } from '../streaming/processes.ts'
import { type Watched, watchAnswer } from './page.ts'
import { type MainThread, recordTrace } from './trace.ts'

/**
 * Streams a long answer with code, tables and formulas in a real browser, and measures the load of
 * the main thread and the composer's input latency.
 */
const simulatorPort = 4721
const port = 4723
const url = `http://127.0.0.1:${port}`
const account = { name: 'Bench', email: 'bench@example.com', password: 'bench password' }
const question = (tokens: number) =>
  `Write a long markdown text of about ${tokens} tokens with code, tables, formulas and lists.`
/** Scale of `demo-fast`, which generates about 90 tokens per second. */
const scaleOf = (tokensPerSecond: number) => tokensPerSecond / 90

const scenarios = [
  { name: '10,000 tokens at 200/s', tokens: 10_000, perSecond: 200, earlier: 1 },
  { name: '10,000 tokens at 800/s', tokens: 10_000, perSecond: 800, earlier: 1 },
  { name: '2,000 tokens at 200/s below 100 messages', tokens: 2_000, perSecond: 200, earlier: 50 },
]

/** Time for a new page to finish highlighting, fonts and refetches. */
const settleMs = 2_000

const titles = [
  '| | seconds | longest task ms | tasks over 50 ms | scripting | rendering | key to paint p50 / p95 / max ms | earlier messages rendered again | JS heap MB |',
  '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
]

const dataDir = mkdtempSync(join(tmpdir(), 'lumos-bench-'))
// Checked first, so that a missing browser leaves no process running.
const executablePath = process.env.PLAYWRIGHT_CHROMIUM
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox'],
})
const simulator = await startServer(
  ['lib/simulator/main.ts', '--port', String(simulatorPort)],
  {},
  `http://127.0.0.1:${simulatorPort}/v1/models`,
)
const lumos = await startServer(
  ['lib/server/main.ts'],
  {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    LUMOS_DATA_DIR: dataDir,
    LUMOS_LOCAL_DISCOVERY: 'off',
  },
  `${url}/api/ready`,
)
try {
  const rows: string[] = []
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } })
  const post = async (path: string, data: object) => {
    const response = await context.request.post(path, { headers: { origin: url }, data })
    if (!response.ok()) throw new Error(`${path}: ${await response.text()}`)
    return response
  }
  const create = async (path: string, data: object): Promise<{ id: string; slug: string }> =>
    (await post(path, data)).json()
  await post('/api/auth/sign-up/email', account)
  const provider = await create('/api/providers', {
    name: 'bench',
    baseUrl: `http://127.0.0.1:${simulatorPort}/v1`,
  })
  const quick = await create('/api/agents', {
    name: 'Earlier turns',
    model: `${provider.slug}/demo-fast@x1000`,
  })
  for (const scenario of scenarios) {
    const model = `${provider.slug}/demo-fast@x${scaleOf(scenario.perSecond)}`
    const agent = await create('/api/agents', { name: scenario.name, model })
    const chatId = crypto.randomUUID()
    for (let turn = 0; turn < scenario.earlier; turn += 1) {
      const text = 'Show me code, a table and a formula.'
      const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
      await post('/api/chat', { id: chatId, agentId: quick.id, message })
    }
    const headers = { origin: url }
    await context.request.patch(`/api/chats/${chatId}`, { headers, data: { agentId: agent.id } })
    const page = await context.newPage()
    await page.goto(`/chat/${chatId}`)
    await page
      .getByTestId('message-assistant')
      .nth(scenario.earlier - 1)
      .waitFor()
    await page.waitForTimeout(settleMs)
    const { mainThread, result } = await recordTrace(page, () =>
      watchAnswer(page, question(scenario.tokens)),
    )
    rows.push(rowOf(scenario.name, mainThread, result))
    console.log(rows.at(-1))
    await page.close()
  }
  const how = `Chromium ${browser.version()}; a key is typed every 250 ms while the answer streams.`
  saveResult('browser', [machine(), how, '', ...titles, ...rows].join('\n'))
} finally {
  await browser.close()
  for (const child of [lumos, simulator]) {
    const exited = new Promise((resolve) => child.once('exit', resolve))
    if (child.kill('SIGTERM')) await exited
  }
  rmSync(dataDir, { recursive: true, force: true })
}

function rowOf(name: string, main: MainThread, watched: Watched): string {
  const share = (ms: number) => `${Math.round((100 * ms) / main.durationMs)} %`
  const keys = [50, 95, 100].map((p) => Math.round(percentile(watched.keyToPaintMs, p)))
  const cells = [
    name,
    (main.durationMs / 1000).toFixed(1),
    Math.round(main.longestTaskMs),
    main.tasksOver50Ms,
    share(main.scriptingMs),
    share(main.renderingMs),
    keys.join(' / '),
    `${watched.renderedAgain} of ${watched.earlier}`,
    Math.round(watched.heapMb),
  ]
  return `| ${cells.join(' | ')} |`
}
