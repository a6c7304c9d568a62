import { z } from 'zod'
import type { Finding } from '#lib/contracts/latency.ts'
import { shortListQuerySchema } from '#lib/contracts/list.ts'
import type { ProposedFix } from '#lib/latency/diagnosis/rule.ts'
import { route } from '#lib/server/http/route.ts'
import { diagnoseAgents } from '#lib/server/latency/diagnose-agents.ts'
import { pageOf } from '#lib/server/page-of.ts'
import { createWords } from '../words.ts'

const querySchema = shortListQuerySchema.extend({ agentId: z.string().optional() })

export const GET = route(
  { access: 'admin', query: querySchema },
  async ({ services, query, request }) => {
    const [found, words] = await Promise.all([
      diagnoseAgents(services, query.agentId),
      createWords(request),
    ])
    const toFix = (fix: ProposedFix) => ({
      label: words.fix(fix),
      patch: fix.patch,
      expectedTtfbMs: fix.expectedTtfbMs,
    })
    const items = found
      .flatMap(({ agent, ttfbMs, diagnoses }) =>
        diagnoses.map((diagnosis) => ({ agent, ttfbMs, diagnosis })),
      )
      .sort((a, b) => b.diagnosis.costMs - a.diagnosis.costMs)
      .map(({ agent, ttfbMs, diagnosis }): Finding => {
        const { rule, stage, share, values, fixes } = diagnosis
        const [best, ...others] = fixes
        return {
          ...{ agentId: agent.id, agentName: agent.name, rule, stage, share, ttfbMs },
          turns: Number(values.turns),
          cause: words.cause(diagnosis),
          evidence: words.evidence(diagnosis, ttfbMs),
          fix: toFix(best),
          otherFixes: others.map(toFix),
        }
      })
    return pageOf(items, query, ({ agentId, rule }) => `${agentId} ${rule}`)
  },
)
