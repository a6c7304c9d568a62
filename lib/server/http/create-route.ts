import type { z } from 'zod'
import type { ReadSession, SessionUser } from '#lib/auth/session-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { Env } from '#lib/env.ts'
import { serverTiming } from '#lib/latency/server-timing.ts'
import { checkOrigin, isMutation } from './check-origin.ts'
import { errorResponse } from './error-response.ts'
import { EventStream, eventStreamResponse } from './event-stream.ts'
import type { OpenStreams } from './open-streams.ts'
import { parseOrThrow } from './parse-or-throw.ts'
import { clean, readJsonBody, refuseOtherTypes } from './read-body.ts'
import type { RouteRequest } from './route-request.ts'

/** Who may call a route. */
export type Access = 'public' | 'user' | 'admin'

/** What a handler gets. */
export interface RouteContext<S, A extends Access, Body, Query, Reads> {
  request: RouteRequest
  /** Aborts when the client leaves. */
  signal: AbortSignal
  services: S
  /** Not looked up for public routes. */
  user: A extends 'public' ? null : SessionUser
  body: Body
  query: Query
  params: Record<string, string>
  /** `performance.now()` when the request reached us. */
  receivedAt: number
  reads: Reads
}

interface RouteSpec<S, A extends Access, B extends z.ZodType, Q extends z.ZodType, E> {
  access: A
  /** Without it a body is not read. */
  body?: B
  query?: Q
  /** The body is a form with a file, which the handler reads by `receiveFile`. */
  takesFile?: true
  /** Largest body, bytes. */
  maxBytes?: number
  /**
   * Begins what need not wait for the session to be read: reads alone, whose results the handler
   * gets and nobody else. Called for requests with a session of ours only, ended or not. May not throw.
   */
  beginReads?(context: { services: S; body: z.infer<B>; receivedAt: number }): E
}

type Params = Record<string, string | string[] | undefined>
/** Routes without parameters get none. */
type NextContext = { params: Promise<Params | undefined> }
/** A Next.js route handler that says who may call it. */
export type Route = ((request: Request, context: NextContext) => Promise<Response>) & {
  access: Access
  /** The answer before it is known which server sends it. Never rejects. */
  answer(request: RouteRequest, params?: Params): Promise<Response | EventStream>
}

const defaultMaxBytes = 1_048_576

/** What every route works with. */
interface RouteServices {
  env: Pick<Env, 'publicUrl'>
  readSession: ReadSession
  openStreams: OpenStreams
}

/**
 * Makes `route`, which makes a handler: checks the origin, authenticates, parses, calls the use
 * case, answers. A handler returns the object to send, null for 204, or an answer of its own.
 */
export function createRoute<S extends RouteServices>(services: () => S) {
  return function route<A extends Access, B extends z.ZodType, Q extends z.ZodType, E = undefined>(
    spec: RouteSpec<S, A, B, Q, E>,
    handle: (context: RouteContext<S, A, z.infer<B>, z.infer<Q>, E>) => Promise<object | null>,
  ): Route {
    const answer = async (request: RouteRequest, params: Params = {}) => {
      const receivedAt = performance.now()
      try {
        if (isMutation(request)) {
          checkOrigin(request, services().env.publicUrl)
          refuseOtherTypes(request, spec.takesFile)
        }
        const session = spec.access === 'public' ? null : services().readSession(request.headers)
        const reading =
          session && spec.beginReads
            ? startReads(spec, request, params, services(), receivedAt)
            : null
        const user = spec.access === 'public' ? null : allowed(await session, spec.access)
        const signedInAt = performance.now()
        const input = await (reading ?? parseInput(spec, request, params))
        const context = {
          request,
          signal: request.signal,
          // Looked up when it is used: health answers while Lumos is starting.
          get services() {
            return services()
          },
          user,
          ...input,
          receivedAt,
        }
        // The generic context's fields depend on the spec that was just followed.
        const result = await handle(context as RouteContext<S, A, z.infer<B>, z.infer<Q>, E>)
        if (result instanceof EventStream) {
          const reader = user && { userId: user.id, since: receivedAt }
          return reader ? watched(result, services(), spec.access, request, reader) : result
        }
        if (result instanceof Response) return notStored(result)
        if (result === null) return notStored(new Response(null, { status: 204 }))
        const status = request.method === 'POST' ? 201 : 200
        const timing = serverTiming([
          { name: 'auth', startMs: receivedAt, endMs: signedInAt },
          { name: 'total', startMs: receivedAt, endMs: performance.now() },
        ])
        return notStored(Response.json(result, { status, headers: { 'server-timing': timing } }))
      } catch (error) {
        return notStored(errorResponse(error, request))
      }
    }
    const respond = async (request: Request, next: NextContext): Promise<Response> => {
      const answered = await answer(request, await next.params)
      return answered instanceof EventStream ? eventStreamResponse(answered) : answered
    }
    return Object.assign(respond, { access: spec.access, answer })
  }
}

/** The stream ends when its reader's session does. */
function watched(
  stream: EventStream,
  services: RouteServices,
  access: Access,
  request: RouteRequest,
  reader: { userId: string; since: number },
): EventStream {
  const isAllowed = async () => {
    try {
      allowed(await services.readSession(request.headers), access)
      return true
    } catch {
      // Whoever cannot be found to be signed in may read no more.
      return false
    }
  }
  return stream.watchedBy((cut) => services.openStreams.add({ ...reader, isAllowed, cut }))
}

/** Answers are for one user and one moment: no cache may keep them. */
function notStored(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}

/** @throws AppError 401 for nobody, 403 for who may not */
function allowed(user: SessionUser | null, access: Access): SessionUser {
  if (!user) throw signedOut()
  if (access === 'admin' && user.role !== 'admin') {
    const displayMessage = 'Only admins may do this.'
    throw new AppError({ code: 'admins-only', status: 403, displayMessage })
  }
  return user
}

export function signedOut(): AppError {
  return new AppError({ code: 'signed-out', status: 401, displayMessage: 'Sign in first.' })
}

type AnySpec<S> = RouteSpec<S, Access, z.ZodType, z.ZodType, unknown>

/** The input, with what was begun with it. A refused one is told after who asks is known. */
function startReads<S>(
  spec: AnySpec<S>,
  request: RouteRequest,
  params: Params,
  services: S,
  receivedAt: number,
) {
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
