import { createDocument, type ZodOpenApiObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { RouteSpec } from '../http/route-spec.ts'
import { authEndpoints } from '../users/auth-endpoints.ts'
import { version } from '../version.ts'
import { describeOperation } from './describe-operation.ts'
import { describeWebhooks } from './describe-webhooks.ts'

/** The handlers of a route file, by method. */
export type RouteModule = { [method: string]: unknown }

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

export type ApiDocument = ReturnType<typeof createDocument>

/** An OpenAPI 3.1 document of the given routes, by their paths in Next.js's spelling. */
export function createApiDocument(routes: Record<string, RouteModule>): ApiDocument {
  const paths: ZodOpenApiPathsObject = {}
  for (const [route, handlers] of Object.entries({ ...routes, ...authRoutes() })) {
    const path = route.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
    paths[path] = Object.fromEntries(
      methods.flatMap((method) => {
        const spec = specOf(handlers[method])
        return spec ? [[method.toLowerCase(), describeOperation(method, path, spec)]] : []
      }),
    )
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Lumos',
      version,
      description:
        'The API of the pages and of programs. Times are ISO 8601, durations are milliseconds.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    webhooks: describeWebhooks(),
    components: { securitySchemes },
  })
}

const securitySchemes: NonNullable<ZodOpenApiObject['components']>['securitySchemes'] = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'lumos.session_token',
    description: 'The cookie of `POST /api/auth/sign-in/email`; over https `__Host-` precedes it.',
  },
  key: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key (`lum_…`) with one of the scopes that the operation names.',
  },
}

function specOf(handler: unknown): RouteSpec | undefined {
  return typeof handler === 'function' || typeof handler === 'object'
    ? (handler as { spec?: RouteSpec } | null)?.spec
    : undefined
}

/** The routes behind better-auth's one file. */
function authRoutes(): Record<string, RouteModule> {
  return Object.fromEntries(
    Object.entries(authEndpoints).map(([name, { summary, body, needsSession }]) => {
      const [method = '', path] = name.split(' ')
      const spec: RouteSpec = {
        access: needsSession ? 'user' : 'public',
        summary,
        ...(body && { body }),
        answer: 'application/json',
        status: 200,
      }
      return [`/api/auth${path}`, { [method]: { spec } }]
    }),
  )
}
