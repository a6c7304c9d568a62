type Fields = Record<string, unknown>

/** Fields whose values are never recorded, whoever hands them in. */
const secretName =
  /password|secret|token|apikey|api-key|keyhint|authori[sz]ation|cookie|headers|^env$/i
/** Long texts are recorded by their beginning. */
const longestText = 300

/**
 * What a change comes to: the fields that differ, before and after. Secrets are named, their values
 * are not.
 */
export function auditChange(before: object, after: object): { from: Fields; to: Fields } {
  const old = before as Fields
  const next = after as Fields
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])]
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]))
  return {
    from: auditFields(Object.fromEntries(changed.map((name) => [name, old[name]]))),
    to: auditFields(Object.fromEntries(changed.map((name) => [name, next[name]]))),
  }
}

/** Fields as they may be recorded: without times of change, with secrets hidden and texts cut. */
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
