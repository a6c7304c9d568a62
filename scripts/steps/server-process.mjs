import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { StepFailed } from './fail.mjs'
import { inRoot, root } from './places.mjs'
import { handleSignals } from './processes.mjs'
import { lastLines } from './progress.mjs'

const serverEntry = inRoot('lib', 'server', 'main.ts')
/** The database is ready before the server reports; its first answer follows at once. */
const readyMs = 30_000
/** The server ends within this time after its last answer; otherwise it is killed. */
const endMs = 4_800

/**
 * Starts the built server. It reports through the IPC channel (`lib/server/start`); when the
 * channel closes, the server knows that this process has ended.
 * @returns its start report and how it ends
 * @throws StepFailed if it does not start
 */
export async function startServer({ node, env, host, port, url }) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', serverEntry], {
    cwd: root,
    env: {
      ...env,
      NODE_ENV: 'production',
      HOST: host,
      PORT: String(port),
      LUMOS_STARTED_BY: 'script',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, signal: error.message }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const isEnding = endWithSignals(child, ended)
  const output = holdOutput(child)
  const { report, failure } = await firstReport(child, ended)
  if (report && (await waitUntilReady(url, ended))) {
    output.release()
    return { report, ended, isEnding }
  }
  if (report) child.kill('SIGTERM')
  const { code } = await ended
  if (isEnding()) process.exit(0)
  throw new StepFailed(
    failure
      ? `Lumos cannot start: ${failure}`
      : `${lastLines(output.text(), 20)}\nLumos ended (${code}).`,
  )
}

/**
 * Forwards signals to the server, also those that only this process received. A server that waits
 * for answers says how long it needs.
 */
function endWithSignals(child, ended) {
  let isEnding = false
  let timer
  const killAfter = (ms) => {
    clearTimeout(timer)
    timer = setTimeout(() => child.kill('SIGKILL'), ms)
  }
  child.on('message', (message) => {
    if (message?.type === 'lumos-draining') killAfter(message.ms + endMs)
  })
  void ended.then(() => clearTimeout(timer))
  handleSignals((signal) => {
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    if (isEnding) return
    isEnding = true
    killAfter(endMs)
  })
  return () => isEnding
}

/**
 * Holds back the server's output until it is ready: Next.js's banner is dropped, errors are shown.
 */
function holdOutput(child) {
  let held = ''
  const hold = (text) => {
    held += text
  }
  child.stdout.setEncoding('utf8').on('data', hold)
  child.stderr.setEncoding('utf8').on('data', hold)
  return {
    text: () => held,
    release() {
      child.stdout.off('data', hold).pipe(process.stdout)
      child.stderr.off('data', hold).pipe(process.stderr)
    },
  }
}

async function firstReport(child, ended) {
  const message = new Promise((resolve) => {
    child.on('message', (value) => {
      if (value?.type === 'lumos-ready') resolve({ report: value.report })
      if (value?.type === 'lumos-failed') resolve({ failure: value.message })
    })
  })
  return Promise.race([message, ended.then(() => ({}))])
}

async function waitUntilReady(url, ended) {
  let hasEnded = false
  void ended.then(() => {
    hasEnded = true
  })
  const deadline = Date.now() + readyMs
  while (!hasEnded && Date.now() < deadline) {
    const response = await fetch(`${url}/api/ready`).catch(() => undefined)
    if (response?.ok) return true
    await sleep(20)
  }
  return false
}
