'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import { reasoningEfforts } from '#lib/contracts/models/reasoning-efforts.ts'
import type { TurnChoice } from '../open-chat/turn-choice.ts'
import { choosable, ModelChoices } from './model-choices.tsx'

/**
 * Chooses the model and the effort of the next messages. The model only where the agent allows it;
 * nothing is shown where there is nothing to choose.
 */
export function ChoicePicker({
  agent,
  models,
  choice,
  onChange,
}: {
  agent: ChatAgent | undefined
  models: ModelInfo[] | undefined
  choice: TurnChoice
  onChange: (choice: TurnChoice) => void
}) {
  const t = useTranslations('chat.choice')
  if (!agent) return null
  const asked = choice.model ? [choice.model] : firstModels(agent)
  const mayReason = asked.some((id) => models?.find((model) => model.id === id)?.reasons)
  const showsEffort = agent.allowModelChoice || mayReason || choice.reasoningEffort !== null
  if (!showsEffort) return null
  const facts = [
    choice.model && (parseModelId(choice.model)?.modelName ?? choice.model),
    choice.reasoningEffort && t(`effort-${choice.reasoningEffort}`),
  ].filter(Boolean)
  const label = t(agent.allowModelChoice ? 'open' : 'open-effort')
  return (
    <Popover
      label={label}
      trigger={
        <Button
          variant="ghost"
          size="sm"
          aria-label={[label, ...facts].join(': ')}
          title={label}
          data-testid="choice-picker"
          className="min-w-0 shrink px-2"
        >
          <SlidersHorizontal aria-hidden className="shrink-0" />
          {facts.length > 0 && (
            <span className="max-w-24 truncate sm:max-w-52">{facts.join(' · ')}</span>
          )}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {agent.allowModelChoice && (
          <ModelChoices
            models={choosable(models)}
            label={t('model')}
            value={choice.model}
            ownText={
              <>
                <span className="block">{t('own')}</span>
                <span className="block break-words text-muted-foreground text-xs leading-4">
                  {firstModels(agent).join(', ')}
                </span>
              </>
            }
            onChoose={(model) => onChange({ ...choice, model })}
          />
        )}
        <EffortChoice
          value={choice.reasoningEffort}
          onChange={(reasoningEffort) => onChange({ ...choice, reasoningEffort })}
        />
      </div>
    </Popover>
  )
}

function EffortChoice({
  value,
  onChange,
}: {
  value: TurnChoice['reasoningEffort']
  onChange: (effort: TurnChoice['reasoningEffort']) => void
}) {
  const t = useTranslations('chat.choice')
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{t('effort')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {[null, ...reasoningEfforts].map((effort) => (
          <label
            key={effort ?? 'own'}
            className="cursor-pointer rounded-md border px-2.5 py-1.5 text-sm hover:bg-muted has-checked:border-primary has-checked:bg-muted has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={value === effort}
              onChange={() => onChange(effort)}
              data-testid={`effort-${effort ?? 'own'}`}
            />
            {t(`effort-${effort ?? 'own'}`)}
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-muted-foreground text-xs leading-4">{t('effort-help')}</p>
    </fieldset>
  )
}
