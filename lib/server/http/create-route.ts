import type { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { withStatementDeadline, workDeadlineMs } from '#lib/db/deadline.ts'
import type { Env } from '#lib/env.ts'
import { serverTiming } from '#lib/latency/server-timing.ts'
import type { LimitKind, RateLimits } from '../limits/rate-limits.ts'
import { checkOrigin, isMutation } from './check-origin.ts'
import { errorResponse } from './error-response.ts'
import { EventStream, eventStreamResponse } from './event-stream.ts'
import { parseOrThrow } from './parse-or-throw.ts'
import { clean, readJsonBody, refuseOtherTypes } from './read-body.ts'
import { type AccessServices, readUser, requireUser, watchUser } from './require-user.ts'
import type { RouteRequest } from './route-request.ts'
import { type Access, type RouteSpec, successStatus } from './route-spec.ts'
import { sealed } from './sealed.ts'

/** The context of a handler. */
export interface RouteContext<S, A extends Access, Body, Query, Reads> {
  request: RouteRequest
  /** Aborts when the client disconnects. */
  signal: AbortSignal
  services: S
  /** Null for public routes, which do not read the session. */
  user: A extends 'public' ? null : SessionUser
  body: Body
  query: Query
  params: Record<string, string>
  /** `performance.now()` when the request arrived. */
  receivedAt: number
  reads: Reads
}

interface HandlerSpec<S, A extends Access, B extends z.ZodType, Q extends z.ZodType, E>
  extends RouteSpec<A, B, Q> {
  /** Its statements may take minutes instead of seconds. */
  isLong?: true
  /** Largest body, bytes. */
  maxBytes?: number
  /** The rate limit that is counted for the user before the body is read; exceeding it is 429. */
  limit?: LimitKind
  /**
   * Starts reads that do not depend on the session; only the handler gets their results. Called for
   * every request whose cookie Lumos signed, even if that session has ended. Must not throw.
   */
  beginReads?(context: { services: S; body: z.infer<B>; receivedAt: number }): E
}

type Params = Record<string, string | string[] | undefined>
/** Next.js passes no parameters to routes without dynamic segments. */
type NextContext = { params: Promise<Params | undefined> }
/** A Next.js route handler with its description. */
export type Route = ((request: Request, context: NextContext) => Promise<Response>) & {
  spec: RouteSpec
  /** Answers independently of the server (Next.js or Node.js). Never rejects. */
  answer(request: RouteRequest, params?: Params): Promise<Response | EventStream>
}

const defaultMaxBytes = 1_048_576

/** The services that every route needs. */
interface RouteServices extends AccessServices {
  env: Pick<Env, 'publicUrl'>
  limits: Pick<RateLimits, 'count'>
}

/**
 * Creates `route`, which creates route handlers: they check the origin, authenticate, parse the
 * input, call the use case and answer. A use case returns the object to send, null for 204, or a
 * response.
 */
export function createRoute<S extends RouteServices>(services: () => S) {
  return function route<A extends Access, B extends z.ZodType, Q extends z.ZodType, E = undefined>(
    spec: HandlerSpec<S, A, B, Q, E>,
    handle: (context: RouteContext<S, A, z.infer<B>, z.infer<Q>, E>) => Promise<object | null>,
  ): Route {
    const answer = async (request: RouteRequest, params: Params = {}) => {
      const receivedAt = performance.now()
      try {
        if (isMutation(request)) {
          checkOrigin(request, services().env.publicUrl)
          refuseOtherTypes(request, spec.takesFile)
        }
        const session = spec.access === 'public' ? null : readUser(services(), request, spec)
        // A rejection is handled where the promise is awaited below.
        session?.catch(() => undefined)
        const reading =
          session && spec.beginReads
            ? startReads(spec, { request, params, services: services(), receivedAt })
            : null
        const user =
          spec.access === 'public' ? null : await requireUser(services(), request, spec, session)
        if (spec.limit && user) await services().limits.count(spec.limit, user.id)
        const signedInAt = performance.now()
        const input = await (reading ?? parseInput(spec, request, params))
        const context = {
          request,
          signal: request.signal,
          // A getter, because the health route answers before the services exist.
          get services() {
            return services()
          },
          user,
          ...input,
          receivedAt,
        }
        // TypeScript cannot relate the spec that determines these fields to the generic context.
        const answering = () => handle(context as RouteContext<S, A, z.infer<B>, z.infer<Q>, E>)
        const result = await (spec.isLong
          ? withStatementDeadline(workDeadlineMs, answering)
          : answering())
        if (result instanceof EventStream) {
          if (!user) return result
          const { access, keyScope } = spec
          const reader = { userId: user.id, since: receivedAt, request, access, keyScope }
          return result.watchedBy((cut) => watchUser(services(), reader, cut))
        }
        if (result instanceof Response) return sealed(result)
        const status = successStatus(request.method, result, spec.status)
        if (result === null) return sealed(new Response(null, { status }))
        const timing = serverTiming([
          { name: 'auth', startMs: receivedAt, endMs: signedInAt },
          { name: 'total', startMs: receivedAt, endMs: performance.now() },
        ])
        return sealed(Response.json(result, { status, headers: { 'server-timing': timing } }))
      } catch (error) {
        return sealed(errorResponse(error, request))
      }
    }
    const respond = async (request: Request, next: NextContext): Promise<Response> => {
      const answered = await answer(request, await next.params)
      return answered instanceof EventStream ? eventStreamResponse(answered) : answered
    }
    return Object.assign(respond, { spec, answer })
  }
}

type AnySpec<S> = HandlerSpec<S, Access, z.ZodType, z.ZodType, unknown>

/**
 * Parses the input and starts the route's reads with it. An invalid input is reported only after
 * the session is known, so that callers without a session get 401.
 */
function startReads<S>(
  spec: AnySpec<S>,
  context: { request: RouteRequest; params: Params; services: S; receivedAt: number },
) {
  const { request, params, services, receivedAt } = context
  const reading = parseInput(spec, request, params).then((input) => ({
    ...input,
    reads: spec.beginReads?.({ services, body: input.body, receivedAt }),
  }))
  reading.catch(() => undefined)
  return reading
}

async function parseInput(
  spec: Pick<AnySpec<unknown>, 'body' | 'query' | 'maxBytes'>,
  request: RouteRequest,
  rawParams: Params,
) {
  const params = cleanEntries(Object.entries(rawParams))
  const query =
    spec.query && parseOrThrow(spec.query, cleanEntries(new URL(request.url).searchParams))
  const body =
    spec.body &&
    parseOrThrow(spec.body, await readJsonBody(request, spec.maxBytes ?? defaultMaxBytes))
  return { params, query, body }
}

function cleanEntries(entries: Iterable<[string, string | string[] | undefined]>) {
  return Object.fromEntries(
    [...entries].map(([name, value]) => [clean(name), clean(String(value ?? ''))]),
  )
}
