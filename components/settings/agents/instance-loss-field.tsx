'use client'

import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { SwitchRow } from '../form-fields.tsx'
import type { AgentValues } from './agent-values.ts'

/** Whether another instance continues the answers of one that dies. */
export function InstanceLossField() {
  const t = useTranslations('settings.agents.advanced')
  const { setValue } = useFormContext<AgentValues>()
  const value = useWatch<AgentValues, 'onInstanceLoss'>({ name: 'onInstanceLoss' })
  return (
    <SwitchRow
      label={t('instanceLoss')}
      help={t('instanceLossHelp')}
      checked={value === 'continue'}
      onChange={(isOn) =>
        setValue('onInstanceLoss', isOn ? 'continue' : 'mark', { shouldDirty: true })
      }
    />
  )
}
