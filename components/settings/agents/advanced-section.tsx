'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { NumberField, SwitchField } from '../form-fields.tsx'
import type { AgentValues } from './agent-values.ts'
import { AnswerCacheFields } from './answer-cache-fields.tsx'
import { ExtraBodyField } from './extra-body-field.tsx'
import { HedgeFields } from './hedge-fields.tsx'
import { InstanceLossField } from './instance-loss-field.tsx'
import { McpFields } from './mcp-fields.tsx'
import { PrefillFields } from './prefill-fields.tsx'
import { RoutingFields } from './routing-fields.tsx'
import { ToolFields } from './tool-fields.tsx'

/** Settings that most agents do not need, folded by default. */
export function AdvancedSection({
  isOpen,
  onToggle,
}: {
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}) {
  const t = useTranslations('settings.agents.advanced')
  return (
    <details
      open={isOpen}
      onToggle={(event) => onToggle(event.currentTarget.open)}
      className="group rounded-lg border bg-card"
    >
      <summary className="flex list-none items-center gap-3 rounded-lg p-5 [&::-webkit-details-marker]:hidden">
        <span className="flex-1">
          <span className="block font-semibold text-[15px]">{t('title')}</span>
          <span className="mt-0.5 block text-[13px] text-muted-foreground leading-5">
            {t('text')}
          </span>
        </span>
        <ChevronRight
          aria-hidden
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90"
        />
      </summary>
      <div className="flex flex-col gap-6 px-5 pb-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField<AgentValues>
            name="historyLimit"
            label={t('history')}
            help={t('historyHelp')}
            unit={t('messages')}
          />
          <NumberField<AgentValues>
            name="prompt.budgetTokens"
            label={t('promptBudget')}
            help={t('promptBudgetHelp')}
            unit={t('tokens')}
          />
        </div>
        <SwitchField<AgentValues>
          name="prompt.summarise"
          label={t('summarise')}
          help={t('summariseHelp')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField<AgentValues>
            name="ttfbBudgetMs"
            label={t('ttfbBudget')}
            help={t('ttfbBudgetHelp')}
            unit="ms"
            placeholder={t('noBudget')}
          />
        </div>
        <hr />
        <AnswerCacheFields />
        <hr />
        <PrefillFields />
        <hr />
        <HedgeFields />
        <hr />
        <RoutingFields />
        <hr />
        <ToolFields />
        <McpFields />
        <hr />
        <InstanceLossField />
        <hr />
        <ExtraBodyField />
      </div>
    </details>
  )
}
