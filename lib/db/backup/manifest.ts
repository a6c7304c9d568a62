import { z } from 'zod'

/** The first entry of a backup: its contents and the versions that can read it. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** Version of Lumos that created the backup. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** The database's applied migrations, in order. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.object({
      name: z.string().regex(/^\w+$/),
      columns: z.array(z.string().regex(/^\w+$/)),
      rows: z.number().int().min(0),
    }),
  ),
  /** Next values of the sequences, by name. */
  sequences: z.record(z.string().regex(/^\w+$/), z.coerce.bigint().transform(String)),
  /** Whether the archive contains the secret that decrypts provider keys and signs sessions. */
  hasSecret: z.boolean(),
  /** Number of uploaded files in the archive. */
  files: z.number().int().min(0).default(0),
})
export type BackupManifest = z.infer<typeof manifestSchema>

export const manifestEntry = 'manifest.json'
export const secretEntry = 'secret'
export const filesFolder = 'files/'
export const tableEntry = (name: string) => `tables/${name}.copy`
