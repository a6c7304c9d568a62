import { keyScopes } from '#lib/contracts/account/api-key.ts'
import type { RouteSpec } from '#lib/server/http/route-spec.ts'
import {
  type ApiDocument,
  createApiDocument,
  type RouteModule,
} from '#lib/server/openapi/create-document.ts'
import { allRoutes } from './all-routes.ts'

/** The route that serves the document, which is part of it. */
export const documentSpec = {
  access: 'user',
  keyScope: [...keyScopes],
  summary: 'This document',
  answer: 'application/json',
} satisfies RouteSpec

/** The OpenAPI document of all routes, made once of what they declare. */
export function readApiDocument(): Promise<ApiDocument> {
  document ??= createFromRoutes()
  return document
}

let document: Promise<ApiDocument> | undefined

async function createFromRoutes(): Promise<ApiDocument> {
  const routes: [string, RouteModule][] = await Promise.all(
    Object.entries(allRoutes).map(async ([path, load]) => [path, await load()] as const),
  )
  return createApiDocument({
    ...Object.fromEntries(routes),
    '/api/openapi.json': { GET: { spec: documentSpec } },
  })
}
