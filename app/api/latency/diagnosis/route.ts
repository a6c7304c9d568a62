import { z } from 'zod'
import { type Finding, findingSchema } from '#lib/contracts/latency/latency.ts'
import { pageSchema, shortListQuerySchema } from '#lib/contracts/list.ts'
import type { ProposedFix } from '#lib/latency/diagnosis/rule.ts'
import { route } from '#lib/server/http/route.ts'
import { diagnoseAgents } from '#lib/server/latency/diagnose-agents.ts'
import { pageOf } from '#lib/server/page-of.ts'
import { createWords } from '../words.ts'

const querySchema = shortListQuerySchema.extend({ agentId: z.string().optional() })

export const GET = route(
  {
    access: 'admin',
    summary: 'What costs the most time, and what would help',
    answer: pageSchema(findingSchema),
    query: querySchema,
    isLong: true,
  },
  async ({ services, query, request }) => {
    const [found, words] = await Promise.all([
      diagnoseAgents(services, query.agentId),
      createWords(request),
    ])
    const toFix = (fix: ProposedFix) => ({
      kind: fix.kind,
      label: words.fix(fix),
      patch: fix.patch,
      expectedTtfbMs: fix.expectedTtfbMs,
    })
    const items = found
      .flatMap(({ agent, ttfbMs, findings }) =>
        findings.map((finding) => ({ agent, ttfbMs, finding })),
      )
      .sort((a, b) => b.finding.costMs - a.finding.costMs)
      .map(({ agent, ttfbMs, finding }): Finding => {
        const { rule, stage, basis, baseMs, share, values, fixes } = finding
        const [best, ...others] = fixes
        return {
          agentId: agent.id,
          agentName: agent.name,
          rule,
          stage,
          basis,
          share,
          ttfbMs: basis === 'ttfb' ? baseMs : ttfbMs,
          waitMs: basis === 'wait' ? baseMs : null,
          turns: Number(values.turns),
          cause: words.cause(finding),
          evidence: words.evidence(finding),
          fix: toFix(best),
          otherFixes: others.map(toFix),
        }
      })
    return pageOf(items, query, ({ agentId, rule }) => `${agentId} ${rule}`)
  },
)
