import { withDeadline } from '#lib/async/with-deadline.ts'
import { readOthersAge } from '#lib/db/repositories/instances.ts'
import { readClaims, readUncontinued } from '#lib/db/repositories/lost-runs.ts'
import type { Connections } from '../http/connections.ts'
import type { Services } from '../services.ts'
import { waitWhile } from './wait-while.ts'

type DrainServices = Pick<
  Services,
  'env' | 'database' | 'instanceId' | 'heldRuns' | 'runs' | 'draining' | 'connections'
>

interface DrainOptions {
  /** Lets the other instances take this one's runs. */
  handOver(): Promise<void>
  /** Told how long it may take, in milliseconds, if it waits for something. */
  onWait(ms: number): void
  /** Ends the waiting. */
  hurry: AbortSignal
  /** Load balancers get this long to see that the instance is not ready, in milliseconds. */
  noticeMs?: number
}

/** Unless it is set, and only if there is another instance to go to. */
const defaultPatienceMs = 30_000
/** Others look for runs without an instance every two seconds. */
const handOverMs = 5_000
const databaseMs = 2_000
const defaultNoticeMs = 1_000
/** nginx asks an address that refused a connection again after ten seconds. */
const trustedMs = 15_000
/** Clients get this long to use their open connections a last time, also if they are held up. */
const lingerMs = 3_000
/** The longest wait for answers that are no streams. */
const answerMs = 1_000

/**
 * Waits for the running answers, also those of `/v1`, and hands over those that take too long and
 * can go on elsewhere. What is left then is to be stopped. Beside others it goes on serving until
 * load balancers know that it leaves; alone it takes no new runs.
 */
export async function drain(services: DrainServices, options: DrainOptions): Promise<void> {
  const { env, draining, connections } = services
  draining.begin()
  const askedAt = performance.now()
  const othersAgeMs = await findOthersAge(services)
  const patienceMs = env.drainMs ?? (othersAgeMs === null ? 0 : defaultPatienceMs)
  const limits = { until: askedAt + patienceMs, hurry: options.hurry }
  if (othersAgeMs === null) {
    draining.close()
    if (patienceMs > 0 && isRunning(services)) options.onWait(patienceMs + answerMs)
    await waitWhile(() => isRunning(services), limits)
    await connections.stopListening()
  } else {
    options.onWait(Math.max(patienceMs, trustedMs) + lingerMs + handOverMs + answerMs)
    await serveUntilNoticed(connections, othersAgeMs, options)
    await connections.stopListening()
    draining.leave()
    await finish(services, limits)
    draining.close()
    if (isRunning(services) && !options.hurry.aborted) await handOverRuns(services, options)
  }
  const isAnswering = () => connections.answering({ withoutStreams: true }) > 0
  await waitWhile(isAnswering, { ...limits, until: performance.now() + answerMs })
}

/** In milliseconds; null if there are no others to go to. */
async function findOthersAge({ env, database, instanceId }: DrainServices): Promise<number | null> {
  if (!env.databaseUrl) return null
  const age = await withDeadline(readOthersAge(database.pool, instanceId), databaseMs)
  return age === 'late' ? null : age
}

/**
 * While the others have just been started, load balancers that met them before may not use them
 * yet: as long as requests come, this takes until they do.
 */
async function serveUntilNoticed(
  connections: Connections,
  othersAgeMs: number,
  { hurry, noticeMs = defaultNoticeMs }: DrainOptions,
): Promise<void> {
  const beganAt = performance.now()
  const trustedAt = beganAt + trustedMs - othersAgeMs
  const isAsked = () => performance.now() - connections.answeredAt() < noticeMs
  await waitWhile(() => true, { until: beganAt + noticeMs, hurry })
  await waitWhile(isAsked, { until: trustedAt, hurry })
}

function isRunning({ heldRuns, draining }: DrainServices): boolean {
  return heldRuns.turnIds().length + draining.admitted() > 0
}

/** Lets answers end, and connections that stay open carry a last one. */
async function finish(services: DrainServices, limits: { until: number; hurry: AbortSignal }) {
  const { connections } = services
  const leftAt = performance.now()
  const isInUse = () =>
    connections.size() > 0 &&
    performance.now() - Math.max(leftAt, connections.answeredAt()) < lingerMs
  const isBusy = () => isRunning(services) || connections.answering() > 0 || isInUse()
  await waitWhile(isBusy, { ...limits, until: Math.max(limits.until, leftAt + lingerMs) })
}

/** Stops the runs that nobody may continue, so that all their text is saved. */
async function handOverRuns(services: DrainServices, { handOver, hurry }: DrainOptions) {
  const { database, instanceId, runs } = services
  const chatIds = await readUncontinued(database.pool, instanceId)
  await Promise.all(chatIds.map((chatId) => runs.stop({ chatId }, 'shutdown')))
  await handOver()
  const until = performance.now() + handOverMs
  await waitWhile(() => isRunning(services), { until, hurry, look: () => loseTaken(services) })
}

/** Ends the runs that another instance has taken. */
async function loseTaken({ database, instanceId, heldRuns }: DrainServices): Promise<void> {
  const held = heldRuns.claimed()
  const claims = new Set(await readClaims(database.pool, instanceId))
  for (const turnId of held) if (!claims.has(turnId)) heldRuns.stop(turnId, 'lost')
}
