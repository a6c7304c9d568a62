'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { ChatAgent } from '#lib/contracts/agent.ts'
import type { ModelInfo } from '#lib/contracts/model.ts'

export function isSimulated(models: ModelInfo[] | undefined, id: string | undefined): boolean {
  return models?.some((model) => model.id === id && model.simulated) ?? false
}

/**
 * Whether the agent's model is simulated; with automatic routing, whether one of its two models is.
 */
export function onlySimulates(
  models: ModelInfo[] | undefined,
  agent: ChatAgent | undefined,
): boolean {
  const routing = agent?.routing
  const asked = routing ? [routing.fastModel, routing.deepModel] : [agent?.model]
  return asked.some((id) => isSimulated(models, id))
}

/** A model's name, with a badge for a simulated model. */
export function ModelName({ id, isSimulated }: { id: string; isSimulated: boolean }) {
  const t = useTranslations('common')
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span className="truncate">{id}</span>
      {isSimulated && <Badge tone="accent">{t('simulated')}</Badge>}
    </span>
  )
}
