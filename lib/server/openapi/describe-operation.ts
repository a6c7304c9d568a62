import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { errorBodySchema } from '#lib/contracts/error-body.ts'
import { type Answer, type RouteSpec, successStatus } from '../http/route-spec.ts'
import { openAiErrorSchema } from '../openai/answers.ts'

/** What a route declares, as an operation of OpenAPI. */
export function describeOperation(
  method: string,
  path: string,
  spec: RouteSpec,
): ZodOpenApiOperationObject {
  const { summary, body, query, takesFile } = spec
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const params = {
    ...(names.length > 0 && {
      path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
    }),
    ...(query instanceof z.ZodObject && { query }),
  }
  return {
    operationId: operationId(method, path),
    ...(summary && { summary }),
    tags: [tagOf(path)],
    ...describeAccess(spec),
    ...(Object.keys(params).length > 0 && { requestParams: params }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    ...(takesFile && {
      requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } },
    }),
    responses: { ...describeAnswers(method, spec), default: describeError(path) },
  }
}

const form = z.object({ file: z.file() })

/** The resource that a path begins with. */
function tagOf(path: string): string {
  const [first = '', second = ''] = path.split('/').slice(1)
  return first === 'api' ? second : first
}

/** `GET /api/chats/{id}` becomes `getApiChatsById`. */
function operationId(method: string, path: string): string {
  const words = path
    .replaceAll(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return method.toLowerCase() + pascal
}

/** Who may call it: the ways to authenticate, and in words. */
function describeAccess({
  access,
  keyScope = access === 'admin' ? 'admin' : [],
}: RouteSpec): Pick<ZodOpenApiOperationObject, 'description' | 'security'> {
  if (access === 'public') return { security: [], description: 'For everybody.' }
  const scopes = [keyScope].flat()
  const keys =
    scopes.length > 0
      ? `API keys with the scope ${scopes.map((scope) => `\`${scope}\``).join(' or ')}`
      : ''
  const people = { user: 'everybody who is signed in', admin: 'admins', key: '' }[access]
  return {
    description: `For ${[people, keys].filter(Boolean).join(', and for ')}.`,
    security: [
      ...(access === 'key' ? [] : [{ session: access === 'admin' ? ['admin'] : [] }]),
      ...scopes.map((scope) => ({ key: [scope] })),
    ],
  }
}

function describeAnswers(method: string, spec: RouteSpec) {
  const answers = [spec.answer].flat().filter((answer) => answer !== undefined)
  const byStatus = Map.groupBy(answers, (answer) =>
    successStatus(method, answer as object | null, spec.status),
  )
  return Object.fromEntries(
    [...byStatus].map(([status, given]): [string, ZodOpenApiResponseObject] => {
      const content = Object.assign({}, ...given.map(contentOf))
      const description = status === 204 ? 'Done.' : 'The answer.'
      return [String(status), { description, ...(Object.keys(content).length > 0 && { content }) }]
    }),
  )
}

function contentOf(answer: Answer): ZodOpenApiResponseObject['content'] {
  if (answer === null) return {}
  return typeof answer === 'string' ? { [answer]: {} } : { 'application/json': { schema: answer } }
}

function describeError(path: string): ZodOpenApiResponseObject {
  const schema = path.startsWith('/v1/') ? openAiErrorSchema : errorBodySchema
  return {
    description: 'An error; the status fits its code.',
    content: { 'application/json': { schema } },
  }
}
