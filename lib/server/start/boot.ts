import { createExclusive } from '#lib/auth/exclusive.ts'
import { setupCodeOf } from '#lib/auth/setup-code.ts'
import { loadSecret, openDataDirectory } from '#lib/data-directory.ts'
import { lockDataDirectory } from '#lib/data-directory-lock.ts'
import { type ConnectionShare, limitConnections } from '#lib/db/connection-limits.ts'
import { checkDatabase, createDatabase, type Database } from '#lib/db/database.ts'
import { withStatementDeadline } from '#lib/db/deadline.ts'
import { startEmbeddedServer } from '#lib/db/embedded-server.ts'
import { startJobs } from '#lib/db/jobs.ts'
import { migrate } from '#lib/db/migrate.ts'
import { noteStart } from '#lib/db/repositories/instances.ts'
import { type Env, env } from '#lib/env.ts'
import { tokenise } from '#lib/memory/text/tokenise.ts'
import { processWide } from '#lib/process-wide.ts'
import { drain } from '../cluster/drain.ts'
import { keepLease } from '../cluster/keep-lease.ts'
import { listeners } from '../cluster/listeners.ts'
import { readHome } from '../cluster/read-home.ts'
import { createConnectionSharing } from '../cluster/share-connections.ts'
import { takeOver } from '../cluster/take-over.ts'
import { logError } from '../log-error.ts'
import { createServices, provideServices, type Services } from '../services.ts'
import { signUpState } from '../settings/sign-up-state.ts'
import { loadMcpServers } from '../tools/load-mcp-servers.ts'
import { cleanUp } from './clean-up.ts'
import { ensureAgents } from './ensure-agents.ts'
import { type FoundProvider, seekProviders, storeProviders } from './find-providers.ts'
import { beforeShutdown, onShutdown } from './shutdown.ts'
import { startWorkers } from './start-workers.ts'
import { tellStarter } from './tell-starter.ts'

/** The embedded database's last checkpoint takes seconds on a slow disk. */
const checkpointMs = 20_000
const startMs = 60_000

/** The facts that are shown to the person who starts Lumos. */
export interface StartReport {
  database: 'embedded' | 'postgres'
  providers: FoundProvider[]
  /**
   * The code that the first account needs; undefined if there is an account or only this machine
   * reaches Lumos.
   */
  setupCode: string | undefined
}

/**
 * Starts everything behind the HTTP server, once in this process.
 * @throws StartError
 */
export function boot(): Promise<StartReport> {
  return processWide('boot', start)
}

async function start(): Promise<StartReport> {
  const active = env()
  await openDataDirectory(active.dataDir)
  onShutdown('data directory', await lockDataDirectory(active.dataDir))
  const { database, connections } = await openDatabase(active)
  const secret = active.secret ?? (await loadSecret(active.dataDir))
  // Instances that start together on an empty database fill it one after the other.
  const exclusively = createExclusive(database.pool, 'lumos start')
  const jobs = await exclusively(() => startJobs(database.pool, logError))
  onShutdown('jobs', jobs.stop)

  const services = createServices({ env: active, secret, database, jobs })
  onShutdown('providers', services.models.close)
  onShutdown('MCP servers', services.mcp.close)
  onShutdown('redis', () => services.redis?.disconnect())
  for (const [name, listen] of Object.entries(listeners))
    onShutdown(name, (await listen(services)).close)
  onShutdown('chat changes', services.chatChanges.end)
  onShutdown('telemetry', services.telemetry.stop)
  const lease = await keepLease(services, {
    home: await readHome(active.dataDir),
    onTaken: (run) => services.background.add(takeOver(services, run)),
    onCounted: createConnectionSharing(connections),
  })
  onShutdown('lease', lease.close)
  await cleanUp(services)
  onShutdown('connections', services.connections.end)
  onShutdown('runs', () => endRuns(services))
  services.draining.onLeave(services.chatChanges.end)
  beforeShutdown((hurry) => {
    const onWait = (ms: number) => tellStarter({ type: 'lumos-draining', ms })
    return drain(services, { handOver: lease.handOver, onWait, hurry })
  })
  const sought = await seekProviders(services)
  const providers = await exclusively(async () => {
    const stored = await storeProviders(services, sought)
    await ensureAgents(services)
    await startWorkers(services)
    return stored
  })
  await loadMcpServers(services)
  await noteStart(database.pool, services.instanceId)
  provideServices(services)
  // Loads the dictionaries (40 ms) before the first Chinese message needs them.
  setImmediate(tokenise, '漢字')
  const { needsSetupCode } = await signUpState(services)
  return {
    database: active.databaseUrl ? 'postgres' : 'embedded',
    providers,
    setupCode: needsSetupCode ? setupCodeOf(secret) : undefined,
  }
}

async function openDatabase({
  databaseUrl,
  databaseConnections,
  dataDir,
}: Env): Promise<{ database: Database; connections: ConnectionShare }> {
  const embedded = databaseUrl ? null : await startEmbeddedServer(dataDir)
  if (embedded) onShutdown('embedded database', embedded.stop, checkpointMs)
  embedded?.keepAlive(logError)
  const database = createDatabase(databaseUrl ?? embedded?.url('lumos') ?? '')
  onShutdown('database connections', database.close)
  // Others may have taken the server's last connections for their start.
  const connections = await withStatementDeadline(startMs, async () => {
    await checkDatabase(database)
    const share = await limitConnections(database, databaseConnections)
    // Nobody else uses the embedded database.
    if (embedded) share.among(1)
    return share
  })
  await migrate(database.pool)
  return { database, connections }
}

/** Tells the streams that their run was interrupted; its text so far is saved. */
async function endRuns(services: Pick<Services, 'runs' | 'background'>): Promise<void> {
  provideServices(null)
  await services.runs.stop({}, 'shutdown')
  await services.background.settled()
}
