import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import {
  type Agent,
  type AgentPatch,
  agentPatchSchema,
  isSettingsGroup,
} from '#lib/contracts/agents/agent.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import {
  type AppliedFix,
  type FixRequest,
  findingRules,
  fixKinds,
} from '#lib/contracts/latency/latency.ts'
import type { LatencyFix } from '#lib/db/generated/client.ts'
import { readMedianTtfb } from '#lib/db/repositories/diagnosis-turns.ts'
import type { ProposedFix } from '#lib/latency/diagnosis/rule.ts'
import { updateAgent } from '../agents/update-agent.ts'
import type { Services } from '../services.ts'
import { askOnce } from './ask-once.ts'
import { diagnoseAgents } from './diagnose-agents.ts'
import { settingsHash } from './settings-hash.ts'

const ruleSchema = z.enum(findingRules)
const factsSchema = z.object({
  kind: z.enum(fixKinds),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** A fix's label in the reader's language. */
type LabelOf = (fix: Pick<ProposedFix, 'kind' | 'values'>) => string

/**
 * Applies a fix if the agent's diagnosis still proposes it with the same kind and patch, and
 * records the replaced values. A model that it introduces must first answer one request.
 * @param signal aborts before any change when the admin disconnects
 * @throws AppError 404 for an unknown agent, 409 `finding-gone` if the fix is no longer proposed,
 * 400 for a fix that changes no setting, 502 if the model does not answer
 */
export async function applyFix(
  services: Pick<Services, 'database' | 'agents' | 'models' | 'breakers' | 'speeds' | 'audit'>,
  admin: SessionUser,
  request: FixRequest,
  labelOf: LabelOf,
  signal: AbortSignal,
): Promise<AppliedFix> {
  const [found] = await diagnoseAgents(services, request.agentId)
  const fix = found?.findings
    .find(({ rule }) => rule === request.rule)
    ?.fixes.find((offered) => isSameFix(offered, request))
  if (!found || !fix) {
    throw new AppError({
      code: 'finding-gone',
      status: 409,
      displayMessage:
        'This fix is not offered any more: newer turns or measurements changed the diagnosis. Look again.',
    })
  }
  if (!fix.patch) {
    throw new AppError({
      code: 'not-a-setting',
      status: 400,
      displayMessage: 'This is not among an agent’s settings: it has to be mended elsewhere.',
    })
  }
  const used = agentModels(found.agent).map(([, model]) => model)
  await askOnce(services, fix.patch, used, signal)
  // Read again, because an admin may have changed the agent during the request to the model.
  const before = await services.agents.find(found.agent.id)
  if (!before) throw notFound('agent')
  const previous = valuesAt(before, fix.patch)
  const after = await updateAgent(services, admin, before.id, fix.patch)
  const { id } = await services.database.prisma.latencyFix.create({
    data: {
      agentId: found.agent.id,
      rule: request.rule,
      kind: fix.kind,
      values: fix.values,
      patch: fix.patch,
      previous,
      settingsBefore: settingsHash(before),
      settingsAfter: settingsHash(after),
      appliedBy: admin.name,
    },
  })
  const change = { from: previous, to: fix.patch }
  await recordFix(services, admin, { action: 'fix.applied', agent: found.agent, id, ...change })
  return readFix(services, id, labelOf)
}

/** Records that a fix made the change, in addition to the agent's own audit entry. */
function recordFix(
  { audit }: Pick<Services, 'audit'>,
  actor: SessionUser,
  fix: { action: 'fix.applied' | 'fix.undone'; agent: Agent; id: string; from: object; to: object },
): Promise<void> {
  const { action, agent, id, from, to } = fix
  return audit.record({ actor, action, target: { type: 'fix', id, name: agent.name }, from, to })
}

/**
 * Restores the values from before the fix.
 * @throws AppError 404 for an unknown fix, 409 if it is already undone or the setting has changed
 */
export async function undoFix(
  services: Pick<Services, 'database' | 'agents' | 'audit'>,
  admin: SessionUser,
  id: string,
  labelOf: LabelOf,
): Promise<AppliedFix> {
  const { prisma } = services.database
  const fix = await prisma.latencyFix.findUnique({ where: { id } })
  const agent = fix && (await services.agents.find(fix.agentId))
  if (!fix || !agent) throw notFound('fix')
  const patch = agentPatchSchema.parse(fix.patch)
  const isAsSet = isDeepStrictEqual(valuesAt(agent, patch), patch)
  if (fix.undoneAt || !isAsSet) {
    throw new AppError({
      code: 'fix-superseded',
      status: 409,
      displayMessage: fix.undoneAt
        ? 'This was undone already.'
        : 'The setting was changed since. Change it in the agent’s settings.',
    })
  }
  const previous = agentPatchSchema.parse(fix.previous)
  await updateAgent(services, admin, fix.agentId, previous)
  await prisma.latencyFix.update({ where: { id }, data: { undoneAt: new Date() } })
  await recordFix(services, admin, { action: 'fix.undone', agent, id, from: patch, to: previous })
  return readFix(services, id, labelOf)
}

const mostFixes = 20
const withAgentName = { agent: { select: { name: true } } }

/** The latest fixes, newest first, with their measured effect. */
export async function listFixes(
  { database }: Pick<Services, 'database'>,
  labelOf: LabelOf,
): Promise<AppliedFix[]> {
  const rows = await database.prisma.latencyFix.findMany({
    orderBy: { appliedAt: 'desc' },
    take: mostFixes,
    include: withAgentName,
  })
  return Promise.all(rows.map((row) => toAppliedFix(database, row, labelOf)))
}

async function readFix(
  { database }: Pick<Services, 'database'>,
  id: string,
  labelOf: LabelOf,
): Promise<AppliedFix> {
  const where = { id }
  const row = await database.prisma.latencyFix.findUnique({ where, include: withAgentName })
  if (!row) throw notFound('fix')
  return toAppliedFix(database, row, labelOf)
}

async function toAppliedFix(
  { pool }: Services['database'],
  { agent, ...fix }: LatencyFix & { agent: { name: string } },
  labelOf: LabelOf,
): Promise<AppliedFix> {
  const { agentId, appliedAt, undoneAt, settingsBefore, settingsAfter } = fix
  const [before, after] = await Promise.all([
    readMedianTtfb(pool, agentId, { until: appliedAt, settings: settingsBefore }),
    readMedianTtfb(pool, agentId, { from: appliedAt, until: undoneAt, settings: settingsAfter }),
  ])
  const facts = factsSchema.safeParse(fix).data
  return {
    id: fix.id,
    agentId,
    agentName: agent.name,
    label: facts ? labelOf(facts) : (fix.label ?? ''),
    rule: ruleSchema.parse(fix.rule),
    appliedAt: appliedAt.toISOString(),
    appliedBy: fix.appliedBy,
    undoneAt: undoneAt?.toISOString() ?? null,
    before,
    after,
  }
}

function isSameFix(
  offered: Pick<ProposedFix, 'kind' | 'patch'>,
  { kind, patch }: Pick<FixRequest, 'kind' | 'patch'>,
): boolean {
  return offered.kind === kind && isDeepStrictEqual(offered.patch, patch)
}

/** The agent's current values of the fields in the patch. */
function valuesAt(agent: Agent, patch: AgentPatch): AgentPatch {
  const pick = (from: unknown, like: unknown): unknown => {
    if (!isRecord(like) || !isRecord(from)) return from
    return Object.fromEntries(Object.keys(like).map((key) => [key, from[key]]))
  }
  return agentPatchSchema.parse(
    Object.fromEntries(
      Object.entries(patch).map(([key, value]) => {
        const own = agent[key as keyof Agent]
        return [key, isSettingsGroup(key) ? pick(own, value) : own]
      }),
    ),
  )
}
