'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { choosable } from './model-choices.tsx'

/** Offers the fastest model that takes pictures, where the agent allows the choice. */
export function PictureOffer({
  agent,
  models,
  onChoose,
}: {
  agent: ChatAgent | undefined
  models: ModelInfo[] | undefined
  onChoose: (model: string) => void
}) {
  const t = useTranslations('chat.choice')
  if (!agent?.allowModelChoice) return null
  const seeing = choosable(models).find(({ inputs }) => inputs?.includes('image'))
  if (!seeing) return null
  return (
    <Button type="button" variant="outline" size="sm" onClick={() => onChoose(seeing.id)}>
      {t('use', { model: seeing.name })}
    </Button>
  )
}
