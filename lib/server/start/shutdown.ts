import { processWide } from '#lib/process-wide.ts'
import { logError } from '../log-error.ts'

interface Step {
  name: string
  run: () => Promise<unknown> | unknown
  limitMs: number
}

type Drain = (hurry: AbortSignal) => Promise<void>

const steps = () => processWide<Step[]>('shutdown-steps', () => [])
/** The longest time that one step may delay the others, by default. */
const stepMs = 2_000

const drains = () => processWide<Drain[]>('shutdown-drains', () => [])
const hurry = () => processWide('shutdown-hurry', () => new AbortController())

/** Registers what ends by itself before the steps; the signal aborts when that has to be at once. */
export function beforeShutdown(run: Drain): void {
  drains().push(run)
}

/** Registers something to end at shutdown, in reverse order of registration. */
export function onShutdown(name: string, run: Step['run'], limitMs = stepMs): void {
  steps().push({ name, run, limitMs })
}

/** Ends the waiting before the steps. */
export function hurryShutdown(): void {
  hurry().abort()
}

/** Ends everything that was registered. Never rejects; further calls wait for the first one. */
export function shutdown(): Promise<void> {
  return processWide('shutdown', runSteps)
}

async function runSteps(): Promise<void> {
  const { signal } = hurry()
  if (!signal.aborted)
    await Promise.all(drains().map((run) => Promise.resolve(signal).then(run).catch(logError)))
  for (const step of steps().reverse()) {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${step.name} did not end in time.`)), step.limitMs)
    })
    await Promise.race([Promise.resolve().then(step.run), late]).catch(logError)
    clearTimeout(timer)
  }
}
