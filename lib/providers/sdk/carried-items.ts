import { isRecord } from '#lib/contracts/is-record.ts'

type Fields = Record<string, unknown>

/**
 * Replaces the SDK's form of earlier steps in a Responses API request by their original output
 * items: the calls, and the reasoning and text before them.
 */
export function withCarriedItems(body: Fields, steps: Fields[][]): Fields {
  if (!Array.isArray(body.input)) return body
  let input: unknown[] = body.input
  for (const items of steps) {
    const calls = new Set(items.filter(isCall).map(({ call_id: id }) => id))
    const isOwn = (item: unknown) => isRecord(item) && isCall(item) && calls.has(item.call_id)
    const first = input.findIndex(isOwn)
    if (first === -1) continue
    const end = input.findLastIndex(isOwn) + 1
    let start = first
    while (start > 0 && isSaid(input[start - 1])) start -= 1
    input = [...input.slice(0, start), ...items.map(withoutStatus), ...input.slice(end)]
  }
  return { ...body, input }
}

function isCall({ type }: Fields): boolean {
  return type === 'function_call'
}

function isSaid(item: unknown): boolean {
  return isRecord(item) && (item.role === 'assistant' || item.type === 'reasoning')
}

/** `status` is a field of responses; several servers refuse it in a request. */
function withoutStatus({ status: _, ...item }: Fields): Fields {
  return item
}
