'use client'

import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { NumberField, SwitchField } from '../form-fields.tsx'
import type { AgentValues } from './agent-values.ts'

/** Whether answers to first questions are cached, and for how long. */
export function AnswerCacheFields() {
  const t = useTranslations('settings.agents.answerCache')
  const isOn = useWatch<AgentValues, 'answerCache.enabled'>({ name: 'answerCache.enabled' })
  return (
    <div className="flex flex-col gap-4">
      <SwitchField<AgentValues>
        name="answerCache.enabled"
        label={t('enabled')}
        help={t('enabledHelp')}
      />
      {isOn && (
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField<AgentValues>
            name="answerCache.ttlMinutes"
            label={t('ttl')}
            help={t('ttlHelp')}
            unit={t('hours')}
            scale={60}
          />
        </div>
      )}
    </div>
  )
}
