'use client'

import { useTranslations } from 'next-intl'
import { useController } from 'react-hook-form'
import { toolNames } from '#lib/contracts/agents/agent.ts'
import { SwitchRow } from '../form-fields.tsx'
import type { AgentValues } from './agent-values.ts'

/** The tools that the agent may call. */
export function ToolFields() {
  const t = useTranslations('settings.agents.tools')
  const { field } = useController<AgentValues, 'tools'>({ name: 'tools' })
  const chosen = field.value ?? []
  return (
    <fieldset className="flex flex-col gap-5">
      <legend className="contents">
        <span className="font-medium text-sm">{t('title')}</span>
      </legend>
      <p className="-mt-4 text-[13px] text-muted-foreground leading-5">{t('text')}</p>
      {toolNames.map((name) => (
        <SwitchRow
          key={name}
          label={t(name)}
          help={t(`${name}-help`)}
          checked={chosen.includes(name)}
          onChange={(isOn) =>
            // In the contract's order, so that switching a tool on and off leaves the form
            // unchanged.
            field.onChange(
              toolNames.filter((tool) => (tool === name ? isOn : chosen.includes(tool))),
            )
          }
        />
      ))}
    </fieldset>
  )
}
