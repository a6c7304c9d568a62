import type { z } from 'zod'
import type { KeyScope } from '#lib/contracts/account/api-key.ts'

/** The callers that a route allows. */
export type Access = 'public' | 'user' | 'admin'

/**
 * What a successful call answers: JSON of a schema, a body of a media type, or null for an empty
 * answer (204).
 */
export type Answer = z.ZodType | `${string}/${string}` | null

/** What callers must know of a route; the OpenAPI document is made of it. */
export interface RouteSpec<
  A extends string = Access | 'key',
  B extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
> {
  /** `key`: only API keys, never cookies. */
  access: A
  /**
   * The scope that an API key needs, or several of which one is enough. Without it, keys can call
   * only admin routes, with the scope `admin`.
   */
  keyScope?: KeyScope | KeyScope[]
  /** What it does, in one line. Every route under `app` has one. */
  summary?: string
  /** The schema of the JSON body. Without it the body is not read. */
  body?: B
  query?: Q
  /** The body is a form with a file, which the handler reads with `receiveFile`. */
  takesFile?: true
  /** Several where the input decides between them. */
  answer?: Answer | Answer[]
  /** Status of success if it is not 201 for `POST`, 204 for an empty answer and 200 else. */
  status?: 101 | 200 | 303
}

/** The status of a route's successful answers. */
export function successStatus(method: string, answer: object | null, status?: number): number {
  return status ?? (answer === null ? 204 : method === 'POST' ? 201 : 200)
}
