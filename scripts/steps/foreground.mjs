import { spawn } from 'node:child_process'
import { root } from './places.mjs'
import { handleSignals } from './processes.mjs'

const endMs = 5_000

/** Runs a program in the terminal and exits with its code. */
export async function runInForeground(program, args, env) {
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' })
  let isEnding = false
  handleSignals((signal) => {
    isEnding = true
    child.kill(signal)
    setTimeout(() => child.kill('SIGKILL'), endMs).unref()
  })
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  process.exit(isEnding ? 0 : code)
}
