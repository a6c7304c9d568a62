import type { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { type Services, services } from '../services.ts'
import { checkOrigin } from './check-origin.ts'
import { errorResponse } from './error-response.ts'
import { readJsonBody } from './read-body.ts'

/** Who may call a route. */
export type Access = 'public' | 'user' | 'admin'

/** What a handler gets. */
export interface RouteContext<A extends Access, Body, Query> {
  request: Request
  /** Aborts when the client leaves. */
  signal: AbortSignal
  services: Services
  user: A extends 'public' ? SessionUser | null : SessionUser
  body: Body
  query: Query
  params: Record<string, string>
  /** `performance.now()` when the request reached us. */
  receivedAt: number
}

interface RouteSpec<A extends Access, B extends z.ZodType, Q extends z.ZodType> {
  access: A
  body?: B
  query?: Q
  /** Largest body, bytes. */
  maxBytes?: number
}

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> }
/** A Next.js route handler that says who may call it. */
export type Route = ((request: Request, context: NextContext) => Promise<Response>) & {
  access: Access
}

const defaultMaxBytes = 1_048_576
const statusOfMethod: Record<string, number> = { POST: 201 }

/**
 * Makes a route handler: authenticates, checks the origin, parses, calls the use case, answers.
 * A handler returns the object to send, null for 204, or a Response of its own.
 */
export function route<A extends Access, B extends z.ZodType, Q extends z.ZodType>(
  spec: RouteSpec<A, B, Q>,
  handle: (context: RouteContext<A, z.infer<B>, z.infer<Q>>) => Promise<object | null>,
): Route {
  const respond = async (request: Request, next: NextContext): Promise<Response> => {
    const receivedAt = performance.now()
    try {
      checkOrigin(request)
      const active = services()
      const user = await authorise(active, spec.access, request)
      const params = plainParams(await next.params)
      const query = spec.query?.parse(Object.fromEntries(new URL(request.url).searchParams))
      const body = spec.body?.parse(await readJsonBody(request, spec.maxBytes ?? defaultMaxBytes))
      const { signal } = request
      const context = { request, signal, services: active, user, body, query, params, receivedAt }
      // The generic context's fields depend on the spec that was just followed.
      const result = await handle(context as RouteContext<A, z.infer<B>, z.infer<Q>>)
      if (result === null) return new Response(null, { status: 204 })
      if (result instanceof Response) return result
      return Response.json(result, { status: statusOfMethod[request.method] ?? 200 })
    } catch (error) {
      return errorResponse(error)
    }
  }
  return Object.assign(respond, { access: spec.access })
}

async function authorise(active: Services, access: Access, request: Request) {
  if (access === 'public') return null
  const user = await active.readSession(request.headers)
  if (!user) {
    throw new AppError({ code: 'signed-out', status: 401, userMessage: 'Sign in first.' })
  }
  if (access === 'admin' && user.role !== 'admin') {
    throw new AppError({
      code: 'admins-only',
      status: 403,
      userMessage: 'Only admins may do this.',
    })
  }
  return user
}

function plainParams(params: Record<string, string | string[] | undefined>) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, String(value ?? '')]),
  )
}
