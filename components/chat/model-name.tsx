'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'

export function isSimulated(models: ModelInfo[] | undefined, id: string | undefined): boolean {
  return models?.some((model) => model.id === id && model.simulated) ?? false
}

/** Whether one of the agent's models is simulated. */
export function hasSimulated(
  models: ModelInfo[] | undefined,
  agent: ChatAgent | undefined,
): boolean {
  return agent !== undefined && firstModels(agent).some((id) => isSimulated(models, id))
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
