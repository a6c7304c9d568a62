/** What the page of the API reads of `GET /api/openapi.json`. */
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>
  components: { schemas: Record<string, JsonSchema> }
}

export interface ApiOperation {
  operationId: string
  summary: string
  tags: string[]
  /** Ways to authenticate, of which one is enough; none for routes that are open to everybody. */
  security: { session?: string[]; key?: string[] }[]
  parameters?: { in: string; name: string; required?: boolean; schema: JsonSchema }[]
  requestBody?: { content: ApiContent }
  responses: Record<string, { content?: ApiContent }>
}

/** Schemas by media type. */
export type ApiContent = Record<string, { schema?: JsonSchema }>

/** The keywords of JSON Schema that the document uses. */
export interface JsonSchema {
  $ref?: string
  type?: string
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
}
