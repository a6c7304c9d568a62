import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { JsonSchema } from '#lib/contracts/api-document.ts'

type Schemas = Record<string, JsonSchema>
const reference = '#/components/schemas/'
/** Deeper fields stand in the document. */
const deepest = 5

/** The fields of a schema as a nested list. */
export function SchemaView({
  schema,
  schemas,
  depth = 0,
}: {
  schema: JsonSchema
  schemas: Schemas
  depth?: number
}) {
  const t = useTranslations('account.api')
  const { properties = {}, required = [] } = fieldsOf(schema, schemas)
  const fields = Object.entries(properties)
  if (fields.length === 0 || depth > deepest) {
    return depth === 0 && <p className="text-muted-foreground">{typeOf(schema, schemas)}</p>
  }
  return (
    <ul className="mt-1 flex flex-col gap-1 border-l pl-3">
      {fields.map(([name, field]) => (
        <li key={name}>
          <div className="flex flex-wrap items-baseline gap-x-2">
            <code className="wrap-anywhere font-medium">{name}</code>
            <code className="wrap-anywhere text-muted-foreground">{typeOf(field, schemas)}</code>
            {required.includes(name) && <Badge>{t('required')}</Badge>}
          </div>
          {field.description && <p className="text-muted-foreground">{field.description}</p>}
          <SchemaView schema={field} schemas={schemas} depth={depth + 1} />
        </li>
      ))}
    </ul>
  )
}

function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = schema.$ref?.startsWith(reference) && schema.$ref.slice(reference.length)
  return name ? (schemas[name] ?? {}) : schema
}

/** The object whose fields a schema has: its own, its items', or those of its first alternative. */
function fieldsOf(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const own = resolved(schema, schemas)
  if (own.properties) return own
  if (own.items) return fieldsOf(own.items, schemas)
  const objects = [...(own.anyOf ?? []), ...(own.oneOf ?? [])]
    .map((choice) => fieldsOf(choice, schemas))
    .filter(({ properties }) => properties)
  return objects[0] ?? {}
}

/** A schema's type in a line, such as `"a" | "b" | null`. */
function typeOf(schema: JsonSchema, schemas: Schemas): string {
  const name = schema.$ref?.slice(reference.length)
  if (name) return name
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => typeOf(choice, schemas)).join(' | ')
  if (schema.items) return `${typeOf(schema.items, schemas)}[]`
  return schema.type ?? 'any'
}
