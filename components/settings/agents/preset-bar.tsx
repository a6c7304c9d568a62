'use client'

import { Brain, Code, Zap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { toast } from '#components/ui/toast.ts'
import { type AgentPresetName, agentPresets } from './agent-presets.ts'
import type { AgentValues } from './agent-values.ts'

const icons = { fast: Zap, deep: Brain, coding: Code }

/** Fills the form with a preset and offers to restore the previous values. */
export function PresetBar() {
  const t = useTranslations('settings.agents.presets')
  const common = useTranslations('common')
  const { getValues, setValue } = useFormContext<AgentValues>()

  function fill(values: Partial<AgentValues>) {
    for (const key of Object.keys(values) as (keyof AgentValues)[]) {
      setValue(key, values[key], { shouldDirty: true, shouldValidate: true })
    }
  }

  function apply(name: AgentPresetName) {
    const before = structuredClone(getValues())
    const preset: Partial<AgentValues> = structuredClone(agentPresets[name])
    fill(preset)
    const previous = Object.fromEntries(
      Object.keys(preset).map((key) => [key, before[key as keyof AgentValues]]),
    )
    toast(t('applied', { name: t(name) }), {
      action: { label: common('undo'), onClick: () => fill(previous) },
    })
  }

  return (
    <div>
      <p className="mb-2 text-[13px] text-muted-foreground">{t('text')}</p>
      <div className="grid gap-2 sm:grid-cols-3">
        {(Object.keys(agentPresets) as AgentPresetName[]).map((name) => {
          const Icon = icons[name]
          return (
            <button
              key={name}
              type="button"
              onClick={() => apply(name)}
              className="flex items-start gap-3 rounded-lg border bg-card p-3 text-left hover:border-input hover:bg-muted/50"
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
              <span>
                <span className="block font-medium text-sm">{t(name)}</span>
                <span className="block text-[13px] text-muted-foreground leading-5">
                  {t(`${name}Text`)}
                </span>
              </span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
