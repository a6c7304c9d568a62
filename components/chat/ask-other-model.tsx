'use client'

import { Brain, Zap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RoutingChoice } from '#lib/contracts/models/routing.ts'

/** Asks again with the other one of the agent's two models. */
export function AskOtherModel({
  chosen,
  onAsk,
}: {
  chosen: RoutingChoice
  onAsk: (choice: RoutingChoice) => void
}) {
  const t = useTranslations('chat.routing')
  const other: RoutingChoice = chosen === 'fast' ? 'deep' : 'fast'
  const Icon = other === 'deep' ? Brain : Zap
  return (
    <button
      type="button"
      data-testid={`ask-${other}`}
      title={t(`ask-${other}-help`)}
      onClick={() => onAsk(other)}
      className="whenever-idle inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-[13px] text-muted-foreground hover:bg-muted hover:text-foreground"
    >
      <Icon className="size-3.5" aria-hidden />
      {t(`ask-${other}`)}
    </button>
  )
}
