import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { Settings, SettingsPatch } from '#lib/contracts/settings.ts'
import { auditChange } from '../audit/audit-change.ts'
import { enqueueVectors } from '../memories/vector-job.ts'
import type { Services } from '../services.ts'

/** @throws AppError 400 for an agent or a provider that does not exist */
export async function updateSettings(
  services: Pick<Services, 'database' | 'jobs' | 'settings' | 'audit'>,
  actor: SessionUser,
  patch: SettingsPatch,
): Promise<Settings> {
  const { prisma } = services.database
  if (typeof patch.defaultAgentId === 'string') {
    const agent = await prisma.agent.findUnique({ where: { id: patch.defaultAgentId } })
    if (!agent) throw invalid('defaultAgentId', 'This agent does not exist.')
  }
  for (const field of ['memoryModel', 'titleModel', 'embeddingModel'] as const) {
    const model = patch[field]
    if (typeof model !== 'string') continue
    const slug = parseModelId(model)?.providerSlug
    const provider = slug && (await prisma.provider.findUnique({ where: { slug } }))
    if (!provider) throw invalid(field, 'Write provider/model, with a provider that exists.')
  }
  const before = await services.settings.read()
  const settings = await services.settings.update({
    ...patch,
    ...(patch.rateLimits && { rateLimits: { ...before.rateLimits, ...patch.rateLimits } }),
  })
  const target = { type: 'settings' as const }
  const change = auditChange(before, settings)
  if (Object.keys(change.to).length > 0)
    await services.audit.record({ actor, action: 'settings.changed', target, ...change })
  if (patch.embeddingModel) await enqueueVectors(services, null)
  return settings
}

function invalid(field: string, displayMessage: string): AppError {
  return new AppError({ code: 'invalid-input', status: 400, field, displayMessage })
}
