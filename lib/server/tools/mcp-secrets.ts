import { z } from 'zod'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import type { SecretBox } from '#lib/providers/setup/secret-box.ts'

const secretsSchema = z.object({
  headers: z.record(z.string(), z.string()).default({}),
  env: z.record(z.string(), z.string()).default({}),
})
export type McpSecrets = z.infer<typeof secretsSchema>

export function sealMcpSecrets(box: SecretBox, id: string, secrets: McpSecrets): string {
  return box.seal(JSON.stringify(secrets), id)
}

/** Null if they were sealed with another instance's secret. */
export function openMcpSecrets(
  box: SecretBox,
  { id, secretsCiphertext }: Pick<Row, 'id' | 'secretsCiphertext'>,
): McpSecrets | null {
  try {
    return secretsSchema.parse(secretsCiphertext ? JSON.parse(box.open(secretsCiphertext, id)) : {})
  } catch {
    return null
  }
}
