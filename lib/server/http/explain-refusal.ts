import type { ServerResponse } from 'node:http'
import type { ErrorBody } from '#lib/contracts/app-error.ts'

interface Refusal {
  status: number
  code: string
  message: string
}

/** Refusals of requests that Next.js would fail on. */
export const refusals = {
  400: { status: 400, code: 'bad-request', message: 'This address cannot be read.' },
  405: {
    status: 405,
    code: 'method-not-allowed',
    message: 'This address does not take this method.',
  },
} satisfies Record<number, Refusal>

/** Refuses a request that reaches no route. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(bodyOf(refusal)))
}

/**
 * Next.js answers a method that a route lacks without a word: programs read errors as JSON. What
 * compresses answers writes the head before the end, so each gets its part.
 */
export function explainMethods(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response)
  const end = response.end.bind(response)
  response.writeHead = ((status: number, ...rest: []) => {
    if (status === 405) response.setHeader('content-type', 'application/json')
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
