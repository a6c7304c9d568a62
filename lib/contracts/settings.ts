import { z } from 'zod'
import { rateLimitsPatchSchema, rateLimitsSchema } from './account/rate-limits.ts'

export const settingsSchema = z.strictObject({
  /** Whether visitors may create accounts. The first account is always allowed. */
  signUpOpen: z.boolean().default(false),
  /** The agent of new chats; null for the oldest agent. */
  defaultAgentId: z.string().nullable().default(null),
  /** `provider/model` for memory extraction; null for the agent's own model. */
  memoryModel: z.string().nullable().default(null),
  /** `provider/model` for chat titles; null for the agent's own model. */
  titleModel: z.string().nullable().default(null),
  /** `provider/model` of an embedding model for recall; null for recall by words only. */
  embeddingModel: z.string().nullable().default(null),
  rateLimits: rateLimitsSchema.prefault({}),
  /** Days until entries of the audit log are deleted. */
  auditDays: z.int().min(30).max(3_650).default(365),
  /** Origins of pages that may call the API under `/v1` from a browser. */
  corsOrigins: z
    .array(z.url({ protocol: /^https?$/ }).overwrite((url) => URL.parse(url)?.origin ?? url))
    .max(50)
    .default([]),
  /** Who may read chats that are shared by link. */
  sharing: z.enum(['off', 'signed-in', 'anyone']).default('signed-in'),
  /** Hours between scheduled backups; null for none. */
  backupEveryHours: z.int().min(1).max(720).nullable().default(24),
  /** How many complete backups are kept; older ones are deleted. */
  backupsKept: z.int().min(1).max(100).default(7),
  /** Megabytes of files that one user may store; null for no limit. */
  fileMegabytesPerUser: z.int().min(1).max(10_000_000).nullable().default(2_000),
})
export type Settings = z.infer<typeof settingsSchema>

const { signUpOpen, defaultAgentId, memoryModel, titleModel, embeddingModel, auditDays } =
  settingsSchema.shape
const { backupEveryHours, backupsKept, sharing, corsOrigins, fileMegabytesPerUser } =
  settingsSchema.shape
/** Without defaults, so that omitted fields keep their value. */
export const settingsPatchSchema = z
  .strictObject({
    signUpOpen: signUpOpen.unwrap(),
    defaultAgentId: defaultAgentId.unwrap(),
    memoryModel: memoryModel.unwrap(),
    titleModel: titleModel.unwrap(),
    embeddingModel: embeddingModel.unwrap(),
    rateLimits: rateLimitsPatchSchema,
    auditDays: auditDays.unwrap(),
    sharing: sharing.unwrap(),
    corsOrigins: corsOrigins.unwrap(),
    backupEveryHours: backupEveryHours.unwrap(),
    backupsKept: backupsKept.unwrap(),
    fileMegabytesPerUser: fileMegabytesPerUser.unwrap(),
  })
  .partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>
