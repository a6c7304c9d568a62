import { isObject, type JsonObject } from '../chat-request.ts'

/** Depth limit, because schemas may be recursive; deeper values are left empty. */
const deepest = 8

/**
 * Creates a value that is valid under a JSON Schema: required fields only, texts from `guess`.
 * @param guess returns a text for a field of this name
 */
export function fillSchema(schema: JsonObject, guess: (field: string) => string): unknown {
  return fill(schema, 'value', guess, schema, 0)
}

function fill(
  schema: JsonObject,
  field: string,
  guess: (field: string) => string,
  root: JsonObject,
  depth: number,
): unknown {
  const again = (next: unknown, name = field) =>
    isObject(next) && depth < deepest ? fill(next, name, guess, root, depth + 1) : null
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null
  if ('default' in schema) return schema.default
  if (typeof schema.$ref === 'string') return again(resolve(schema.$ref, root))
  const options = schema.anyOf ?? schema.oneOf
  if (Array.isArray(options)) return again(options[0])
  if (Array.isArray(schema.allOf)) return again(Object.assign({}, ...schema.allOf))
  switch (typeOf(schema)) {
    case 'object': {
      const fields = isObject(schema.properties) ? schema.properties : {}
      const required = Array.isArray(schema.required) ? schema.required.map(String) : []
      return Object.fromEntries(required.map((name) => [name, again(fields[name] ?? {}, name)]))
    }
    case 'array': {
      const count = typeof schema.minItems === 'number' ? schema.minItems : 1
      return Array.from({ length: Math.min(count, 20) }, () => again(schema.items))
    }
    case 'integer':
    case 'number':
      return numberFor(schema, guess(field))
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return textFor(schema, guess(field))
  }
}

function typeOf(schema: JsonObject): unknown {
  if (Array.isArray(schema.type)) return schema.type.find((type) => type !== 'null')
  return schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : 'string')
}

function numberFor(schema: JsonObject, text: string): number {
  const least = typeof schema.minimum === 'number' ? schema.minimum : Number.NEGATIVE_INFINITY
  const most = typeof schema.maximum === 'number' ? schema.maximum : Number.POSITIVE_INFINITY
  const found = Number(/-?\d+(?:\.\d+)?/.exec(text)?.[0] ?? Math.max(1, least))
  const whole = typeOf(schema) === 'integer' ? Math.round(found) : found
  return Math.min(most, Math.max(least, whole))
}

function textFor(schema: JsonObject, text: string): string {
  const now = new Date()
  if (schema.format === 'date-time') return now.toISOString()
  if (schema.format === 'date') return now.toISOString().slice(0, 10)
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : 10_000
  const least = typeof schema.minLength === 'number' ? schema.minLength : 0
  return text.slice(0, most).padEnd(least, '.')
}

/** Resolves a reference such as `#/$defs/name`. */
function resolve(reference: string, root: JsonObject): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce<unknown>((found, key) => (isObject(found) ? found[key] : undefined), root)
}
