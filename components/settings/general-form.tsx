'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { FormProvider, useController, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Field, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { type Settings, type SettingsPatch, settingsSchema } from '#lib/contracts/settings.ts'
import { EmbeddingState } from './embedding-state.tsx'
import { SwitchField, useFieldError } from './form-fields.tsx'
import { LimitsSection } from './limits-section.tsx'
import { ModelField } from './model-field.tsx'
import { SaveBar } from './save-bar.tsx'
import { FormSection } from './section.tsx'
import { setApiError } from './set-api-error.ts'
import { useIssueText } from './use-issue-text.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

type Values = z.input<typeof settingsSchema>

/** Resets edited fields as well; `reset` would otherwise follow the form's `resetOptions`. */
const everything = { keepDirtyValues: false }

export function GeneralForm({
  settings,
  agents,
  onSave,
}: {
  settings: Settings
  agents: Agent[]
  onSave: (patch: SettingsPatch) => Promise<Settings>
}) {
  const t = useTranslations('settings.general')
  const errorText = useErrorText()
  const error = useIssueText()
  const form = useForm<Values, unknown, Settings>({
    resolver: zodResolver(settingsSchema, { error }),
    values: settings,
    resetOptions: { keepDirtyValues: true },
  })
  useLeaveGuard(form.formState.isDirty)

  async function save(values: Settings) {
    const names = Object.keys(values) as (keyof Settings)[]
    const isChanged = (name: keyof Settings) =>
      JSON.stringify(values[name]) !== JSON.stringify(settings[name])
    const changed = names.filter(isChanged)
    try {
      const saved = await onSave(Object.fromEntries(changed.map((name) => [name, values[name]])))
      form.reset(saved, everything)
      toast.success(t('saved'))
    } catch (caught) {
      const message = errorText(caught)
      if (!setApiError(form, caught, message)) toast.error(message)
    }
  }

  return (
    <FormProvider {...form}>
      <form
        data-testid="general-form"
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
        <FormSection title={t('accounts')}>
          <SwitchField<Values> name="signUpOpen" label={t('signUp')} help={t('signUpHelp')} />
        </FormSection>
        <FormSection title={t('chats')}>
          <DefaultAgentField agents={agents} />
          <SharingField />
          <ModelField<Values>
            name="titleModel"
            label={t('titleModel')}
            help={t('titleModelHelp')}
            emptyLabel={t('agentsModel')}
            testId="title-model-picker"
          />
        </FormSection>
        <FormSection title={t('memory')} text={t('memoryText')}>
          <ModelField<Values>
            name="memoryModel"
            label={t('memoryModel')}
            help={t('memoryModelHelp')}
            emptyLabel={t('agentsModel')}
            testId="memory-model-picker"
          />
          <ModelField<Values>
            name="embeddingModel"
            label={t('embeddingModel')}
            help={t('embeddingModelHelp')}
            emptyLabel={t('noEmbedding')}
            kind="embedding"
            testId="embedding-model-picker"
          />
          {settings.embeddingModel && <EmbeddingState model={settings.embeddingModel} />}
        </FormSection>
        <LimitsSection />
        <SaveBar onDiscard={() => form.reset(settings, everything)} />
      </form>
    </FormProvider>
  )
}

function DefaultAgentField({ agents }: { agents: Agent[] }) {
  const t = useTranslations('settings.general')
  const { field } = useController<Values, 'defaultAgentId'>({ name: 'defaultAgentId' })
  const error = useFieldError('defaultAgentId')
  return (
    <Field label={t('defaultAgent')} help={t('defaultAgentHelp')} error={error}>
      {(control) => (
        <Select
          {...control}
          ref={field.ref}
          // The stored default may name an agent that has been deleted.
          value={agents.some(({ id }) => id === field.value) ? (field.value ?? '') : ''}
          onChange={(event) => field.onChange(event.target.value || null)}
        >
          <option value="">{t('oldestAgent')}</option>
          {agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

const sharingChoices = settingsSchema.shape.sharing.unwrap().options

function SharingField() {
  const t = useTranslations('settings.general')
  const { field } = useController<Values, 'sharing'>({ name: 'sharing' })
  return (
    <Field label={t('sharing')} help={t('sharingHelp')}>
      {(control) => (
        <Select {...control} ref={field.ref} value={field.value} onChange={field.onChange}>
          {sharingChoices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`sharingChoices.${choice}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
