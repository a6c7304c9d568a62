import { createHash } from 'node:crypto'
import { glob, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PasswordHasher } from '#lib/auth/auth.ts'
import { startJobs } from '#lib/db/jobs.ts'
import { createTestDatabase, type TestDatabaseOptions } from '#lib/db/testing.ts'
import { parseEnv } from '#lib/env.ts'
import { summaryJob } from './chat/summarise-chat.ts'
import { titleJob } from './chat/titles/write-title.ts'
import type { Route } from './http/create-route.ts'
import type { Access } from './http/route-spec.ts'
import { memoryJob } from './memories/learn-from-message.ts'
import { vectorJob } from './memories/vector-job.ts'
import { createServices, provideServices, type Services } from './services.ts'

export const testSecret = 'a secret that only the tests have, 0123456789'
/** The address of requests in tests. */
export const testOrigin = 'http://lumos.test'

export interface TestServicesOptions {
  /** Receives errors of the job workers. Without it such an error fails the test file. */
  onJobsError?: (error: unknown) => void
  database?: TestDatabaseOptions
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A cheap replacement for the real password hasher. */
const passwordHasher: PasswordHasher = {
  hash: async (password) => sha256(password),
  verify: async ({ hash, password }) => hash === sha256(password),
}
export const testSecurity = { secret: testSecret, passwordHasher }

/** Real services on a database of their own. */
export async function startTestServices({
  onJobsError = fail,
  database: databaseOptions,
}: TestServicesOptions = {}): Promise<{
  services: Services
  stop(): Promise<void>
}> {
  const database = await createTestDatabase(databaseOptions)
  const jobs = await startJobs(database.pool, onJobsError)
  // Jobs are queued and do nothing: tests call the use cases behind them.
  for (const queue of [memoryJob, titleJob, summaryJob, vectorJob])
    await jobs.work(queue, async () => undefined)
  const dataDir = await mkdtemp(join(tmpdir(), 'lumos-test-data-'))
  const env = parseEnv({ LUMOS_LOCAL_DISCOVERY: 'off', LUMOS_DATA_DIR: dataDir })
  const services = createServices({ env, database, jobs, ...testSecurity })
  provideServices(services)
  return {
    services,
    async stop() {
      provideServices(null)
      await services.background.settled()
      await services.telemetry.stop()
      await jobs.stop()
      await services.models.close()
      await services.mcp.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function fail(error: unknown): never {
  throw error
}

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** A method of a route in the folders of `app/api`. */
export interface RouteMethod {
  /** The path of its folder, e.g. `/api/chats/[id]`. */
  pattern: string
  method: Method
  handler: Route
  access: Access
}

/** Every method of every route under `app/api`. */
export async function listRoutes(): Promise<RouteMethod[]> {
  const found: RouteMethod[] = []
  const app = join(process.cwd(), 'app')
  for await (const file of glob('api/**/route.ts', { cwd: app })) {
    const exported: Record<string, Route | undefined> = await import(join(app, file))
    const pattern = `/${file.replace(/\/route\.ts$/, '')}`
    // Catch-all routes answer for paths without a route.
    if (pattern.includes('[[')) continue
    for (const method of methods) {
      const handler = exported[method]
      if (handler) found.push({ pattern, method, handler, access: handler.spec.access as Access })
    }
  }
  // Like Next.js: a literal path takes precedence over a parameter.
  const order = ({ pattern }: RouteMethod) => pattern.replaceAll('[', '~')
  return found.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

export interface TestRequest {
  cookie?: string
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
  /** Sent unchanged, instead of `body`. */
  rawBody?: BodyInit
}

/** Calls the handler that Next.js would choose for this path. */
export async function call(
  method: Method,
  path: string,
  { cookie, body, headers, rawBody }: TestRequest = {},
): Promise<Response> {
  const url = new URL(path, testOrigin)
  for (const candidate of await routes()) {
    const params = matchPattern(candidate.pattern, url.pathname)
    if (!params || candidate.method !== method) continue
    const payload = rawBody ?? (body === undefined ? undefined : JSON.stringify(body))
    const request = new Request(url, {
      method,
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload, duplex: 'half' }),
    })
    return candidate.handler(request, { params: Promise.resolve(params) })
  }
  throw new Error(`There is no route for ${method} ${path}.`)
}

let listing: Promise<RouteMethod[]> | undefined
function routes() {
  listing ??= listRoutes()
  return listing
}

function matchPattern(pattern: string, pathname: string): Record<string, string> | null {
  const names: string[] = []
  const source = pattern.replaceAll(/\[(\.\.\.)?(\w+)\]/g, (_, rest, name) => {
    names.push(name)
    return rest ? '(.+)' : '([^/]+)'
  })
  const match = new RegExp(`^${source}$`).exec(pathname)
  return (
    match &&
    Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')]))
  )
}

/** A form with a file in its field `file`, as a request to `call`. */
export async function fileForm(
  content: BlobPart,
  name = 'file.json',
): Promise<Required<Pick<TestRequest, 'headers' | 'rawBody'>>> {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const request = new Request(testOrigin, { method: 'POST', body: form })
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  return { headers, rawBody: await request.arrayBuffer() }
}

export function post(path: string, request: TestRequest): Promise<Response> {
  return call('POST', path, request)
}

/** Creates an account through the API and returns its cookie. */
export async function signUp(fields: { name: string; email: string; password: string }) {
  return cookieOf(await call('POST', '/api/auth/sign-up/email', { body: fields }))
}

/** Signs in; a password that an admin handed on is changed, and changed back, as the user's own. */
export async function signIn({ email, password }: { email: string; password: string }) {
  const body = { email, password }
  const cookie = cookieOf(await call('POST', '/api/auth/sign-in/email', { body }))
  const { status } = await call('GET', '/api/account', { cookie })
  if (status !== 403) return cookie
  const own = `${password} own`
  return changePassword(await changePassword(cookie, password, own), own, password)
}

async function changePassword(cookie: string, currentPassword: string, newPassword: string) {
  const body = { currentPassword, newPassword }
  return cookieOf(await call('POST', '/api/auth/change-password', { cookie, body }))
}

export function cookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (!response.ok || cookies.length === 0) throw new Error(`Not signed in: ${response.status}`)
  return cookies.join('; ')
}
