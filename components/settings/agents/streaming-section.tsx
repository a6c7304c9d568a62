'use client'

import { useTranslations } from 'next-intl'
import { NumberField, SwitchField } from '../form-fields.tsx'
import { FormSection } from '../section.tsx'
import type { AgentValues } from './agent-values.ts'

export function StreamingSection() {
  const t = useTranslations('settings.agents.streaming')
  return (
    <FormSection title={t('title')} text={t('text')}>
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField<AgentValues>
          name="streaming.bufferChars"
          label={t('buffer')}
          help={t('bufferHelp')}
          unit={t('characters')}
        />
        <NumberField<AgentValues>
          name="streaming.deltaDelayMs"
          label={t('delay')}
          help={t('delayHelp')}
          unit="ms"
        />
      </div>
      <SwitchField<AgentValues>
        name="streaming.emitMetadata"
        label={t('metadata')}
        help={t('metadataHelp')}
      />
      <SwitchField<AgentValues>
        name="streaming.emitMemoryUpdates"
        label={t('memoryUpdates')}
        help={t('memoryUpdatesHelp')}
      />
    </FormSection>
  )
}
