'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider, useForm } from 'react-hook-form'
import { ApiError } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { type AgentCreate, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { SaveBar } from '../save-bar.tsx'
import { setApiError } from '../set-api-error.ts'
import { useIssueText } from '../use-issue-text.ts'
import { useLeaveGuard } from '../use-leave-guard.ts'
import { AdvancedSection } from './advanced-section.tsx'
import type { AgentValues } from './agent-values.ts'
import { BasicsSection } from './basics-section.tsx'
import { DeadlinesSection } from './deadlines-section.tsx'
import { MemorySection } from './memory-section.tsx'
import { ModelSection } from './model-section.tsx'
import { PresetBar } from './preset-bar.tsx'
import { StreamingSection } from './streaming-section.tsx'

const advancedFields = [
  'hedge',
  'routing',
  'ttfbBudgetMs',
  'historyLimit',
  'prompt',
  'answerCache',
  'draft',
  'tools',
  'mcpServers',
] as const

/** Resets edited fields as well; `reset` would otherwise follow the form's `resetOptions`. */
const everything = { keepDirtyValues: false }

/** All settings of an agent. `onSave` rejects with the API's error, which is shown at its field. */
export function AgentForm({
  agent,
  onSave,
  onCancel,
  isNew = false,
}: {
  agent: AgentCreate
  onSave: (values: AgentCreate) => Promise<void>
  onCancel?: () => void
  isNew?: boolean
}) {
  const errorText = useErrorText()
  const issueText = useIssueText()
  const [isAdvancedOpen, setIsAdvancedOpen] = useState(false)
  const form = useForm<AgentValues, unknown, AgentCreate>({
    resolver: zodResolver(agentCreateSchema, { error: issueText }),
    values: agent,
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
  })
  const { isDirty, isSubmitSuccessful } = form.formState
  useLeaveGuard(isDirty && !(isNew && isSubmitSuccessful))

  async function save(values: AgentCreate) {
    try {
      await onSave(values)
      if (!isNew) form.reset(values, everything)
    } catch (error) {
      const message = errorText(error)
      const field = error instanceof ApiError ? error.field?.split('.')[0] : undefined
      if (advancedFields.some((name) => name === field)) revealAdvanced()
      if (!setApiError(form, error, message)) toast.error(message)
      // With an error the form does not count as submitted successfully.
      form.setError('root', { message })
    }
  }

  /** Opens the section before the error is set, because a hidden field cannot take the focus. */
  function revealAdvanced() {
    flushSync(() => setIsAdvancedOpen(true))
  }

  return (
    <FormProvider {...form}>
      <form
        data-testid="agent-form"
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          form.clearErrors('root')
          void form.handleSubmit(save, (errors) => {
            if (advancedFields.some((name) => errors[name])) revealAdvanced()
          })(event)
        }}
      >
        <PresetBar />
        <BasicsSection />
        <ModelSection />
        <MemorySection />
        <StreamingSection />
        <DeadlinesSection />
        <AdvancedSection isOpen={isAdvancedOpen} onToggle={setIsAdvancedOpen} />
        <SaveBar
          testId="save-agent"
          isNew={isNew}
          onDiscard={() => (onCancel ? onCancel() : form.reset(agent, everything))}
        />
      </form>
    </FormProvider>
  )
}
