import { spawn } from 'node:child_process'
import { root } from './places.mjs'

/** The running steps; each leads a process group of its own. */
const running = new Set()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const patienceMs = 3_000
/** Characters of a step's output that are stored: its end shows why it failed. */
const mostCharacters = 60_000

/**
 * Runs a program until it ends.
 * @param options.show true sends its output to the terminal; otherwise it is returned
 * @returns {Promise<{ code: number, output: string }>} code 127 if the program does not exist
 */
export function run(command, args, { env = process.env, show = false, ...options } = {}) {
  const out = show ? 'inherit' : 'pipe'
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', out, out],
    detached: true,
    ...options,
  })
  running.add(child)
  let output = ''
  const collect = (text) => {
    output = (output + text).slice(-mostCharacters)
  }
  child.stdout?.setEncoding('utf8').on('data', collect)
  child.stderr?.setEncoding('utf8').on('data', collect)
  return new Promise((resolve) => {
    const end = (code) => {
      running.delete(child)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      collect(error.message)
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/** Ends every step with its descendants. */
async function endSteps() {
  const steps = [...running]
  const ended = Promise.all(steps.map((child) => new Promise((done) => child.once('close', done))))
  for (const child of steps) signalGroup(child, 'SIGTERM')
  const timer = setTimeout(() => {
    for (const child of steps) signalGroup(child, 'SIGKILL')
  }, patienceMs)
  await ended
  clearTimeout(timer)
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    child.kill(signal)
  }
}

let onSignal = async () => {
  await endSteps()
  process.exit(130)
}
for (const signal of signals) process.on(signal, () => void onSignal(signal))

const lookMs = 500

/**
 * Ends as on SIGTERM when npm, which started this, is gone without a word: killed, or of a version
 * that does not hand its signal on. `exec` in `package.json` makes npm the parent. Whoever starts a
 * script with node itself may leave it running behind.
 */
export function endWithNpm({ npm_lifecycle_event: isFromNpm } = process.env) {
  if (!isFromNpm) return
  const npm = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(timer)
    void onSignal('SIGTERM')
  }, lookMs)
  timer.unref()
}

/** Sets the handler for signals from now on. */
export function handleSignals(handler) {
  onSignal = handler
}
