import { setTimeout as sleep } from 'node:timers/promises'
import { withDeadline } from '#lib/async/with-deadline.ts'
import { listInstances } from '#lib/db/repositories/instances.ts'
import { readClaims, readUncontinued } from '#lib/db/repositories/lost-runs.ts'
import type { Services } from '../services.ts'

type DrainServices = Pick<
  Services,
  'env' | 'database' | 'instanceId' | 'heldRuns' | 'runs' | 'draining'
>

interface DrainOptions {
  /** Lets the other instances take this one's runs. */
  handOver(): Promise<void>
  /** Told how long the answers may take, in milliseconds, if they are waited for. */
  onWait(ms: number): void
  /** Ends the waiting. */
  hurry: AbortSignal
}

/** Unless it is set, and only if there is another instance to go to. */
const defaultPatienceMs = 30_000
/** Others look for runs without an instance every two seconds. */
const handOverMs = 5_000
const lookMs = 100
const databaseMs = 2_000

/**
 * Takes no new runs, waits for the running answers, also those of `/v1`, and hands over those that
 * take too long and can go on elsewhere. What is left then is to be stopped.
 */
export async function drain(services: DrainServices, options: DrainOptions): Promise<void> {
  const { env, draining } = services
  draining.begin()
  if (!isBusy(services)) return
  const hasOthers = (await withDeadline(findOthers(services), databaseMs)) === true
  const patienceMs = env.drainMs ?? (hasOthers ? defaultPatienceMs : 0)
  if (patienceMs === 0 && !hasOthers) return
  options.onWait(patienceMs + handOverMs)
  await waitForRuns(services, { ms: patienceMs, hurry: options.hurry })
  if (!hasOthers || !isBusy(services) || options.hurry.aborted) return
  await handOverRuns(services, options)
}

function isBusy({ heldRuns, draining }: DrainServices): boolean {
  return heldRuns.turnIds().length + draining.admitted() > 0
}

async function findOthers({ database, instanceId }: DrainServices): Promise<boolean> {
  const instances = await listInstances(database.pool)
  return instances.some(({ id }) => id !== instanceId)
}

/** Stops the runs that nobody may continue, so that all their text is saved. */
async function handOverRuns(services: DrainServices, { handOver, hurry }: DrainOptions) {
  const { database, instanceId, runs } = services
  const chatIds = await readUncontinued(database.pool, instanceId)
  await Promise.all(chatIds.map((chatId) => runs.stop({ chatId }, 'shutdown')))
  await handOver()
  await waitForRuns(services, { ms: handOverMs, hurry, look: () => loseTaken(services) })
}

/** Ends the runs that another instance has taken. */
async function loseTaken({ database, instanceId, heldRuns }: DrainServices): Promise<void> {
  const held = heldRuns.claimed()
  const claims = new Set(await readClaims(database.pool, instanceId))
  for (const turnId of held) if (!claims.has(turnId)) heldRuns.stop(turnId, 'lost')
}

async function waitForRuns(
  services: DrainServices,
  { ms, hurry, look }: { ms: number; hurry: AbortSignal; look?: () => Promise<void> },
) {
  const startedAt = performance.now()
  while (isBusy(services) && performance.now() - startedAt < ms && !hurry.aborted) {
    await look?.()
    await sleep(lookMs)
  }
}
