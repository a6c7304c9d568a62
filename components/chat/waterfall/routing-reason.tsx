'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { RoutingDecision } from '#lib/contracts/models/routing.ts'

const weightFormat = { signDisplay: 'always', maximumFractionDigits: 1 } as const

/** Why the fast or the deep model was chosen, with the router's figures. */
export function RoutingReason({ decision }: { decision: RoutingDecision }) {
  const t = useTranslations('chat.routing')
  const format = useFormatter()
  const { route, by, score, threshold, signals, words, p95Ms } = decision
  const measured = p95Ms[route === 'deep' ? 'fast' : 'deep']
  return (
    <section className="mt-4 border-t pt-3 text-[13px]" data-testid="routing" data-choice={route}>
      <h3 className="font-semibold">{t(`chosen-${route}`)}</h3>
      <p className="mt-1 text-muted-foreground">{t(`by-${by}`, { score, threshold })}</p>
      {signals.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {signals.map(({ name, weight }) => (
            <li key={name} className="rounded-full bg-muted px-2 py-0.5 text-xs tabular-nums">
              {t(`signals.${name}`)} {format.number(weight, weightFormat)}
            </li>
          ))}
        </ul>
      )}
      {words && words.length > 0 && (
        <p className="mt-2 text-muted-foreground">
          {t('words')}{' '}
          {words.map(({ word, weight }) => (
            <span key={word} className="mr-2 whitespace-nowrap tabular-nums">
              <q>{word}</q> {format.number(weight, weightFormat)}{' '}
            </span>
          ))}
        </p>
      )}
      {by === 'budget' && measured !== null && (
        <p className="mt-2 text-muted-foreground">{t('measured', { p95: formatMs(measured) })}</p>
      )}
    </section>
  )
}
