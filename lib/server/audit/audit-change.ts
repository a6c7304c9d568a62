import { isRecord } from '#lib/contracts/is-record.ts'

type Fields = Record<string, unknown>

/** Names of fields whose values are never recorded. */
const secretName =
  /password|secret|token$|apikey|api-key|keyhint|authori[sz]ation|cookie|headers|^env$/i
/** Longer texts are recorded by their beginning. */
const longestText = 300

/**
 * The fields that differ, before and after; within nested objects only the differing ones. For
 * secrets only the name is recorded.
 */
export function auditChange(before: object, after: object): { from: Fields; to: Fields } {
  const [from, to] = differences(before as Fields, after as Fields)
  return { from: auditFields(from), to: auditFields(to) }
}

function differences(before: Fields, after: Fields): [Fields, Fields] {
  const from: Fields = {}
  const to: Fields = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, next] = [before[name], after[name]]
    if (JSON.stringify(old) === JSON.stringify(next)) continue
    const within = isRecord(old) && isRecord(next) ? differences(old, next) : null
    from[name] = within ? within[0] : old
    to[name] = within ? within[1] : next
  }
  return [from, to]
}

/** Fields for an audit entry: without update times, with secrets hidden and texts truncated. */
export function auditFields(fields: object): Fields {
  const entries = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && name !== 'createdAt' && name !== 'updatedAt',
  )
  return Object.fromEntries(entries.map(([name, value]) => [name, recordable(name, value)]))
}

function recordable(name: string, value: unknown): unknown {
  if (secretName.test(name)) return value === null || value === '' ? null : '[hidden]'
  if (typeof value === 'string' && value.length > longestText)
    return `${value.slice(0, longestText).toWellFormed()}…`
  if (Array.isArray(value)) return value.map((item) => recordable('', item))
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return auditFields(value)
  return value
}
