import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type Agent, type AgentPatch, agentPatchSchema } from '#lib/contracts/agent.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import { type AppliedFix, type FindingRule, findingRules } from '#lib/contracts/latency.ts'
import type { LatencyFix } from '#lib/db/generated/client.ts'
import { readMedianTtfb } from '#lib/db/repositories/diagnosis-turns.ts'
import type { ProposedFix } from '#lib/latency/diagnosis/rule.ts'
import { updateAgent } from '../agents/update-agent.ts'
import type { Services } from '../services.ts'
import { diagnoseAgents } from './diagnose-agents.ts'

const ruleSchema = z.enum(findingRules)

/**
 * Applies a fix of a finding that still stands, and notes what stood there before.
 * @param labelOf the fix in words, for the log
 * @throws AppError 404 for an unknown agent, 409 when the finding is gone, 400 for a fix that is
 * none of an agent's settings
 */
export async function applyFix(
  services: Services,
  admin: { name: string },
  request: { agentId: string; rule: FindingRule; index: number },
  labelOf: (fix: ProposedFix) => string,
): Promise<AppliedFix> {
  const [found] = await diagnoseAgents(services, request.agentId)
  const fix = found?.diagnoses.find(({ rule }) => rule === request.rule)?.fixes[request.index]
  if (!found || !fix) {
    throw new AppError({
      code: 'finding-gone',
      status: 409,
      userMessage: 'This was found with older turns and does not stand any more. Look again.',
    })
  }
  if (!fix.patch) {
    throw new AppError({
      code: 'not-a-setting',
      status: 400,
      userMessage: 'This is not among an agent’s settings: it has to be mended elsewhere.',
    })
  }
  const previous = valuesAt(found.agent, fix.patch)
  await updateAgent(services, found.agent.id, fix.patch)
  const { id } = await services.database.prisma.latencyFix.create({
    data: {
      agentId: found.agent.id,
      rule: request.rule,
      label: labelOf(fix),
      patch: fix.patch,
      previous,
      appliedBy: admin.name,
    },
  })
  return readFix(services, id)
}

/**
 * Sets what stood there before the fix.
 * @throws AppError 404 for an unknown fix, 409 when it is undone already or the setting was changed
 */
export async function undoFix(services: Services, id: string): Promise<AppliedFix> {
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
      userMessage: fix.undoneAt
        ? 'This was undone already.'
        : 'The setting was changed since. Change it in the agent’s settings.',
    })
  }
  await updateAgent(services, fix.agentId, agentPatchSchema.parse(fix.previous))
  await prisma.latencyFix.update({ where: { id }, data: { undoneAt: new Date() } })
  return readFix(services, id)
}

const mostFixes = 20
const withAgentName = { agent: { select: { name: true } } }

/** The latest fixes, newest first, with what they brought. */
export async function listFixes({ database }: Services): Promise<AppliedFix[]> {
  const rows = await database.prisma.latencyFix.findMany({
    orderBy: { appliedAt: 'desc' },
    take: mostFixes,
    include: withAgentName,
  })
  return Promise.all(rows.map((row) => toAppliedFix(database, row)))
}

async function readFix({ database }: Services, id: string): Promise<AppliedFix> {
  const where = { id }
  const row = await database.prisma.latencyFix.findUnique({ where, include: withAgentName })
  if (!row) throw notFound('fix')
  return toAppliedFix(database, row)
}

async function toAppliedFix(
  { pool }: Services['database'],
  { agent, ...fix }: LatencyFix & { agent: { name: string } },
): Promise<AppliedFix> {
  const { agentId, appliedAt, undoneAt } = fix
  const [before, after] = await Promise.all([
    readMedianTtfb(pool, agentId, { from: null, until: appliedAt, order: 'latest' }),
    readMedianTtfb(pool, agentId, { from: appliedAt, until: undoneAt, order: 'first' }),
  ])
  return {
    ...{ id: fix.id, agentId, agentName: agent.name, label: fix.label },
    rule: ruleSchema.parse(fix.rule),
    appliedAt: appliedAt.toISOString(),
    appliedBy: fix.appliedBy,
    undoneAt: undoneAt?.toISOString() ?? null,
    ...{ before, after },
  }
}

/** The agent's values where the patch would change them. */
function valuesAt(agent: Agent, patch: AgentPatch): AgentPatch {
  const pick = (from: unknown, like: unknown): unknown => {
    if (!isGroup(like) || !isGroup(from)) return from
    return Object.fromEntries(Object.keys(like).map((key) => [key, from[key]]))
  }
  const groups = ['memory', 'streaming', 'deadlines', 'prompt', 'answerCache']
  return agentPatchSchema.parse(
    Object.fromEntries(
      Object.entries(patch).map(([key, value]) => {
        const own = agent[key as keyof Agent]
        return [key, groups.includes(key) ? pick(own, value) : own]
      }),
    ),
  )
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
