import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { createLanes, type Lanes } from '#lib/async/lanes.ts'
import { type Auth, createAuth, type PasswordHasher } from '#lib/auth/auth.ts'
import { createDeviceCookies, type DeviceCookies } from '#lib/auth/device-cookie.ts'
import { createExclusive, type Exclusively } from '#lib/auth/exclusive.ts'
import { createKeyReader, type ReadKey } from '#lib/auth/key-reader.ts'
import { createLocalPasses, type LocalPasses } from '#lib/auth/local-pass.ts'
import {
  createSessionReader,
  createSignedOutReasonReader,
  type ReadSession,
  type ReadSignedOutReason,
} from '#lib/auth/session-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { settingsSchema } from '#lib/contracts/settings.ts'
import { createBatch } from '#lib/db/batch.ts'
import type { Database } from '#lib/db/database.ts'
import type { Jobs } from '#lib/db/jobs.ts'
import { type AnswerStore, createAnswerStore } from '#lib/db/repositories/answer-cache.ts'
import { type ApiTurn, saveApiTurns } from '#lib/db/repositories/api-turns.ts'
import { readModelLatency } from '#lib/db/repositories/model-latency.ts'
import { createRunDirectory } from '#lib/db/repositories/running-turns.ts'
import { createTurnStore, type TurnStore } from '#lib/db/repositories/turn-store.ts'
import type { Env } from '#lib/env.ts'
import { createDiskStore, type FileStore } from '#lib/files/file-store.ts'
import { createLoopDelay, type LoopDelay } from '#lib/latency/loop-delay.ts'
import { createMemory, type Memory } from '#lib/memory/create-memory.ts'
import { processWide } from '#lib/process-wide.ts'
import { createModelRegistry, type ModelRegistry } from '#lib/providers/model-registry.ts'
import { createSecretBox, type SecretBox } from '#lib/providers/setup/secret-box.ts'
import {
  type CircuitBreakers,
  createCircuitBreakers,
} from '#lib/providers/wrappers/circuit-breaker.ts'
import { connectRedis } from '#lib/redis.ts'
import { createRunLogs, type RunLogs } from '#lib/runs/shared/create-run-logs.ts'
import { createMcpPool, type McpPool } from '#lib/tools/mcp/mcp-pool.ts'
import { type AgentDirectory, createAgentDirectory } from './agents/agent-directory.ts'
import { type AuditLog, createAuditLog } from './audit/audit-log.ts'
import { type Background, createBackground } from './background.ts'
import { createPrefills, type Prefills } from './chat/prefills.ts'
import { type ChatChanges, createChatChanges } from './chats/chat-changes.ts'
import { type ConfigVersion, createConfigVersion } from './cluster/config-version.ts'
import { createDraining, type Draining } from './cluster/draining.ts'
import { createHeldRuns, type HeldRuns } from './cluster/held-runs.ts'
import { createStop } from './cluster/stop-runs.ts'
import { notedClient } from './http/client-address.ts'
import { type Connections, httpConnections } from './http/connections.ts'
import { createOpenStreams, type OpenStreams } from './http/open-streams.ts'
import { limitStore } from './limits/limit-store.ts'
import { createRateLimits, type RateLimits } from './limits/rate-limits.ts'
import { logError } from './log-error.ts'
import { createEmbedderFinder } from './memories/find-embedder.ts'
import { enqueueVectors } from './memories/vector-job.ts'
import { createModelCatalog, type ModelCatalog } from './models/model-catalog.ts'
import { createModelSpeeds, type ModelSpeeds } from './models/model-speeds.ts'
import { createReadingSpeeds, type ReadingSpeeds } from './models/reading-speeds.ts'
import { createSettingsStore, type SettingsStore } from './settings/settings-store.ts'
import { createTelemetry, type Telemetry } from './telemetry/telemetry.ts'
import { publishOpening } from './webhooks/publish-opening.ts'

/** All services of the process; only this module builds and joins them. */
export interface Services {
  env: Env
  database: Database
  jobs: Jobs
  auth: Auth
  readSession: ReadSession
  /** Of requests that come with an API key. */
  readKey: ReadKey
  readSignedOutReason: ReadSignedOutReason
  localPasses: LocalPasses
  /** Cookies of devices on which an account was used. */
  devices: DeviceCookies
  /** Signs links, cookies and tokens that Lumos issues. */
  secret: string
  openStreams: OpenStreams
  /** Creates one account at a time, across all processes. */
  exclusively: Exclusively
  /** Limits how many passwords of one client are checked at once. */
  signInLanes: Lanes
  settings: SettingsStore
  /** Records the actions of admins and account owners. */
  audit: AuditLog
  /** Rate limits, counted together by all instances. */
  limits: RateLimits
  agents: AgentDirectory
  models: ModelRegistry
  /** What is known of models. */
  catalog: ModelCatalog
  /** The models' health, as this process observed it. */
  breakers: CircuitBreakers
  speeds: ModelSpeeds
  /** How fast models read prompts. */
  reading: ReadingSpeeds
  /** Prompts that are sent ahead. */
  prefills: Prefills
  loopDelay: LoopDelay
  /** The connections to MCP servers. */
  mcp: McpPool
  secrets: SecretBox
  memory: Memory
  runs: RunLogs
  /** Null without `REDIS_URL`. */
  redis: Redis | null
  turns: TurnStore
  /** Traces of turns without a chat. Saved together; never rejects. */
  apiTurns: { save(turn: ApiTurn): Promise<void> }
  /** Cached answers of agents with an answer cache. */
  answers: AnswerStore
  /** The bytes of uploaded files. */
  files: FileStore
  telemetry: Telemetry
  background: Background
  chatChanges: ChatChanges
  /** Identifies this process in the turns that it runs. */
  instanceId: string
  heldRuns: HeldRuns
  draining: Draining
  connections: Connections
  /** Changes of what instances cache. */
  config: ConfigVersion
}

export function createServices(options: {
  env: Env
  secret: string
  database: Database
  jobs: Jobs
  passwordHasher?: PasswordHasher
}): Services {
  const { env, secret, database, jobs, passwordHasher } = options
  const config = createConfigVersion()
  const settings = createSettingsStore(database.prisma, config.newest)
  const models = createModelRegistry(env.proxy)
  const redis = env.redisUrl ? connectRedis(env.redisUrl, logError) : null
  const running = createRunServices(database, redis)
  const { runs, instanceId, background } = running
  const localPasses = createLocalPasses(secret)
  const isHttpsOnly = env.publicUrl?.startsWith('https:') ?? false
  return {
    env,
    database,
    jobs,
    auth: createAuth({ database, secret, passwordHasher }),
    readKey: createKeyReader(database.turnPool, { onError: logError, onConfig: config.heard }),
    readSession: createSessionReader({
      ...{ pool: database.turnPool, secret, isHttpsOnly, localPasses, onConfig: config.heard },
      isFromHere: (headers) => notedClient(headers).origin === 'here',
    }),
    readSignedOutReason: createSignedOutReasonReader({ pool: database.pool, secret, isHttpsOnly }),
    localPasses,
    devices: createDeviceCookies(secret),
    secret,
    openStreams: createOpenStreams(),
    exclusively: createExclusive(database.pool, 'lumos sign-up'),
    signInLanes: createLanes({ atOnce: 4, mostWaiting: 200 }),
    settings,
    audit: createAuditLog(database.prisma),
    limits: createLimits(database, redis, settings),
    agents: createAgentDirectory(
      database.prisma,
      async () => (await settings.read()).defaultAgentId,
      config.newest,
    ),
    models,
    catalog: createModelCatalog(database.prisma),
    breakers: createCircuitBreakers((opening) =>
      background.add(publishOpening({ jobs, instanceId }, opening)),
    ),
    prefills: createPrefills(),
    reading: createReadingSpeeds(),
    speeds: createModelSpeeds(() => readModelLatency(database.pool), logError),
    loopDelay: processWide('loop-delay', createLoopDelay),
    mcp: createMcpPool(env.proxy),
    secrets: createSecretBox(secret),
    memory: createMemory(database, {
      onError: logError,
      findEmbedder: createEmbedderFinder(settings, models),
      onUnembedded: (userId) => enqueueVectors({ jobs }, userId),
    }),
    ...running,
    redis,
    telemetry: createTelemetry({
      ...{ pools: [database.pool, database.turnPool], runs, instanceId },
      otlpEndpoint: env.otlpEndpoint,
    }),
    apiTurns: createApiTurns(database),
    answers: createAnswerStore(database.pool),
    files: createDiskStore(join(env.dataDir, 'files')),
    draining: createDraining(),
    connections: httpConnections(),
    chatChanges: createChatChanges(),
    config,
  }
}

/** What this instance runs, and what it knows of the others' runs. */
function createRunServices(
  database: Database,
  redis: Services['redis'],
): Pick<Services, 'instanceId' | 'runs' | 'heldRuns' | 'turns' | 'background'> {
  const instanceId = crypto.randomUUID()
  const { turnPool } = database
  const directory = createRunDirectory(turnPool, instanceId)
  const logs = createRunLogs({ database, redis, directory, instanceId, onError: logError })
  return {
    instanceId,
    runs: { ...logs, stop: createStop(logs, turnPool, instanceId) },
    heldRuns: createHeldRuns(logs, logError),
    turns: createTurnStore(turnPool, instanceId),
    background: createBackground(),
  }
}

function createLimits(
  { pool }: Database,
  redis: Services['redis'],
  settings: SettingsStore,
): RateLimits {
  return createRateLimits({
    store: limitStore(pool, redis),
    allowed: () => (settings.latest() ?? settingsSchema.parse({})).rateLimits,
    onError: logError,
  })
}

function createApiTurns({ pool }: Database): Services['apiTurns'] {
  const save = createBatch((turns: ApiTurn[]) => saveApiTurns(pool, turns))
  return { save: (turn) => save(turn).catch(logError) }
}

const holder = () =>
  processWide<{ services: Services | null }>('services', () => ({ services: null }))

/** Provides the services of this process once they are ready. */
export function provideServices(services: Services | null): void {
  holder().services = services
}

/** @throws AppError 503 while Lumos is starting */
export function services(): Services {
  const { services: ready } = holder()
  if (ready) return ready
  throw new AppError({
    code: 'starting',
    status: 503,
    displayMessage: 'Lumos is starting. Try again in a moment.',
  })
}
