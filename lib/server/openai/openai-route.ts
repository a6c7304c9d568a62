import { bearerKey, type KeyUser } from '#lib/auth/key-reader.ts'
import { createStageClock, type StageClock } from '#lib/latency/stage-clock.ts'
import type { Route } from '../http/create-route.ts'
import { EventStream, eventStreamResponse } from '../http/event-stream.ts'
import { readJsonBody } from '../http/read-body.ts'
import type { RouteRequest } from '../http/route-request.ts'
import type { RouteSpec } from '../http/route-spec.ts'
import { type Services, services } from '../services.ts'
import { OpenAiError, toOpenAiError } from './openai-error.ts'

export interface OpenAiContext {
  services: Services
  request: RouteRequest
  key: KeyUser
  clock: StageClock
  /** The body as JSON; undefined for GET. */
  body: unknown
  params: Record<string, string>
}

type OpenAiRoute = Pick<Route, 'answer'> & { spec?: RouteSpec } & ((
    request: Request,
    context: NextContext,
  ) => Promise<Response>)
type NextContext = { params: Promise<Record<string, string | string[]> | undefined> }

/** Large, because pictures are part of the request's body. */
const maxBytes = 50 * 1_048_576

/**
 * Creates a route of the OpenAI-compatible API: authenticated only by API key, never by cookie,
 * with errors in OpenAI's format.
 */
export function openAiRoute(
  spec: Omit<RouteSpec, 'access'>,
  handle: (context: OpenAiContext) => Promise<object | EventStream>,
): OpenAiRoute {
  const answer: Route['answer'] = async (request, rawParams = {}) => {
    const clock = createStageClock(performance.now())
    const headers = { 'x-request-id': crypto.randomUUID(), ...corsHeaders(request) }
    try {
      const key = await readKey(request)
      const body = request.method === 'POST' ? await readJsonBody(request, maxBytes) : undefined
      clock.record({ name: 'auth', startMs: 0, endMs: clock.elapsedMs() })
      const params = Object.fromEntries(
        Object.entries(rawParams).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join('/') : (value ?? ''),
        ]),
      )
      const result = await handle({ services: services(), request, key, clock, body, params })
      if (result instanceof EventStream) {
        Object.assign(result.headers, headers)
        return result
      }
      return Response.json(result, { headers: { ...headers, 'cache-control': 'no-store' } })
    } catch (error) {
      const { status, body, retryAfterSeconds } = toOpenAiError(error)
      return Response.json(body, {
        status,
        headers: {
          ...headers,
          'cache-control': 'no-store',
          ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
        },
      })
    }
  }
  const respond = async (request: Request, next: NextContext) => {
    const answered = await answer(request, await next.params)
    return answered instanceof EventStream ? eventStreamResponse(answered) : answered
  }
  return Object.assign(respond, { answer, spec: { ...spec, access: 'key' as const } })
}

/** Answers CORS preflight requests. */
export const preflight: OpenAiRoute = Object.assign(
  async (request: Request) => preflightResponse(request),
  { answer: async (request: RouteRequest) => preflightResponse(request) },
)

function preflightResponse(request: RouteRequest): Response {
  const allowed = corsHeaders(request)
  return new Response(null, {
    status: 204,
    headers: {
      ...allowed,
      ...('access-control-allow-origin' in allowed && {
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, x-lumos-memory, x-lumos-chat-id',
        'access-control-max-age': '600',
      }),
    },
  })
}

/** CORS headers for the origins that an admin has allowed. Cookies are neither sent nor read. */
function corsHeaders(request: RouteRequest): Record<string, string> {
  const origin = request.headers.get('origin')
  if (origin === null) return {}
  const { corsOrigins = [] } = services().settings.latest() ?? {}
  if (!corsOrigins.includes(origin)) return { vary: 'origin' }
  return { 'access-control-allow-origin': origin, vary: 'origin' }
}

/** @throws OpenAiError 401 */
async function readKey({ headers }: RouteRequest): Promise<KeyUser> {
  const given = bearerKey(headers)
  const key = given === null ? null : await services().readKey(given)
  if (key) return key
  const message = headers.get('authorization')
    ? 'Incorrect API key provided. Make one in Lumos under Account, API keys.'
    : 'You did not provide an API key. Send it as "Authorization: Bearer lum_…".'
  throw new OpenAiError(401, message, { code: 'invalid_api_key' })
}
