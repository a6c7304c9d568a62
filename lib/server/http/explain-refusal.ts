import type { IncomingMessage, ServerResponse } from 'node:http'
import { policyName, securityHeaders } from './security-headers.ts'

interface Refusal {
  status: number
  code: string
  message: string
}

/** Refusals of requests for which Next.js would fail. */
export const refusals = {
  400: { status: 400, code: 'bad-request', message: 'This address cannot be read.' },
  405: {
    status: 405,
    code: 'method-not-allowed',
    message: 'This address does not take this method.',
  },
} satisfies Record<number, Refusal>

/** Refuses a request before it reaches a route. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })
  response.end(bodyOf(refusal, response.req))
}

/**
 * Adds a JSON body to Next.js's empty 405, because programs read errors as JSON. A route's own 405
 * keeps its body. The compressor writes the head before the end, so the headers are set at the head
 * and the body at the end.
 */
export function explainMethods(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response)
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  let hasBody = false
  response.writeHead = ((status: number, ...rest: []) => {
    if (status === 405) {
      response.setHeader('content-type', 'application/json')
      response.setHeader(policyName, securityHeaders[policyName])
    }
    return writeHead(status, ...rest)
  }) as typeof response.writeHead
  response.write = ((...parts: Parameters<typeof write>) => {
    hasBody = true
    return write(...parts)
  }) as typeof response.write
  response.end = ((...parts: Parameters<typeof end>) => {
    hasBody ||= typeof parts[0] === 'string' || parts[0] instanceof Uint8Array
    const isSilent = response.statusCode === 405 && !hasBody
    return isSilent ? end(bodyOf(refusals[405], response.req)) : end(...parts)
  }) as typeof response.end
}

/** As JSON, in OpenAI's format for addresses of its API. */
function bodyOf({ code, message }: Refusal, { url }: IncomingMessage): string {
  const error = url?.startsWith('/v1/')
    ? { message, type: 'invalid_request_error', param: null, code: code.replaceAll('-', '_') }
    : { code, message }
  return JSON.stringify({ error })
}
