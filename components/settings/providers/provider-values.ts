import { z } from 'zod'
import {
  type Provider,
  probeEverySchema,
  providerCreateSchema,
  providerKindSchema,
  providerPatchSchema,
} from '#lib/contracts/models/provider.ts'

const { name, baseUrl } = providerCreateSchema.shape

/** The form's values. Headers are rows until they are sent. */
export const providerFormSchema = z.strictObject({
  name,
  kind: providerKindSchema,
  baseUrl,
  probeEvery: probeEverySchema,
  apiKey: z.string().trim().max(1_000),
  removeKey: z.boolean(),
  /** Null leaves the stored headers unchanged; the browser does not receive their values. */
  headers: z
    .array(
      z.strictObject({
        name: z
          .string()
          .trim()
          .max(100)
          .regex(/^[A-Za-z0-9-]+$/),
        value: z.string().max(2_000),
      }),
    )
    .nullable(),
})
export type ProviderValues = z.input<typeof providerFormSchema>
export type ProviderFields = z.output<typeof providerFormSchema>

type Headers = ProviderFields['headers']
const toRecord = (rows: NonNullable<Headers>) =>
  Object.fromEntries(rows.map(({ name, value }) => [name, value]))

export function createBody({ apiKey, removeKey: _, headers, ...fields }: ProviderFields) {
  return providerCreateSchema.parse({
    ...fields,
    ...(apiKey && { apiKey }),
    ...(headers && headers.length > 0 && { headers: toRecord(headers) }),
  })
}

/**
 * Only the changed fields. The key is included only if a new one was typed or the stored one is to
 * be removed.
 */
export function patchBody(
  before: Provider,
  { apiKey, removeKey, headers, ...fields }: ProviderFields,
) {
  const changed = Object.entries(fields).filter(
    ([key, value]) => before[key as keyof typeof fields] !== value,
  )
  return providerPatchSchema.parse({
    ...Object.fromEntries(changed),
    ...(apiKey !== '' ? { apiKey } : removeKey && { apiKey: '' }),
    ...(headers && { headers: toRecord(headers) }),
  })
}
