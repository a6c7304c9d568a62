import { reasonOf } from '#lib/contracts/latency/attempt-reason.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import { diagnosisTranslator } from '#lib/i18n/translator.ts'
import type { Finding, ProposedFix } from '#lib/latency/diagnosis/rule.ts'

type Values = Record<string, string | number>

/** Writes findings and fixes in the request's language. */
export async function createWords(request: { headers: Pick<Headers, 'get'> }) {
  const t = await diagnosisTranslator(request)
  const fix = ({ kind, values }: Pick<ProposedFix, 'kind' | 'values'>) =>
    t(`diagnosis.fix.${kind}`, written(values))
  return {
    fix,
    cause: ({ rule, values }: Finding) => t(`diagnosis.cause.${rule}`, written(values)),
    evidence({ rule, values, share, baseMs, fixes: [best] }: Finding) {
      const reason = t(`chat.attempts.reasons.${reasonOf(String(values.code))}`, {})
      const all = written({ ttfbMs: baseMs, ...values, reason, share: Math.round(share * 100) })
      const found = t(`diagnosis.evidence.${rule}`, all)
      const { source } = best.values
      return source === 'turns' || source === 'probe'
        ? `${found} ${t(`diagnosis.measured.${source}`, written(best.values))}`
        : found
    },
  }
}

/** Formats durations, whose names end in `Ms`, for people. */
function written(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name.endsWith('Ms') && typeof value === 'number' ? formatMs(value) : value,
    ]),
  )
}
