import type { ServerResponse } from 'node:http'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
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
  response.end(JSON.stringify(bodyOf(refusal)))
}

/**
 * Adds a JSON body to Next.js's empty 405, because programs read errors as JSON. The compressor
 * writes the head before the end, so the headers are set at the head and the body at the end.
 */
export function explainMethods(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response)
  const end = response.end.bind(response)
  response.writeHead = ((status: number, ...rest: []) => {
    if (status === 405) {
      response.setHeader('content-type', 'application/json')
      response.setHeader(policyName, securityHeaders[policyName])
    }
    return writeHead(status, ...rest)
  }) as typeof response.writeHead
  response.end = ((...parts: Parameters<typeof end>) => {
    const isSilent = response.statusCode === 405 && typeof parts[0] !== 'string'
    return isSilent ? end(JSON.stringify(bodyOf(refusals[405]))) : end(...parts)
  }) as typeof response.end
}

function bodyOf({ code, message }: Refusal): ErrorBody {
  return { error: { code, message } }
}
