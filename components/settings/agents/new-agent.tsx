'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import type { Agent, AgentCreate } from '#lib/contracts/agents/agent.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { useAgents, useModels } from '../use-model-catalog.ts'
import { BackToAgents } from './agent-editor.tsx'
import { AgentForm } from './agent-form.tsx'
import { agentFields, emptyAgent } from './agent-values.ts'

/** Creates an agent, either empty with the default agent's model or as a copy of another. */
export function NewAgent({ copyOf }: { copyOf?: string }) {
  const t = useTranslations('settings.agents')
  const router = useRouter()
  const { data, error, mutate } = useAgents()
  const { mutate: reloadModels } = useModels()
  const original = data?.items.find(({ id }) => id === copyOf)
  const agent: AgentCreate = original
    ? { ...agentFields(original), name: t('copyName', { name: original.name }).slice(0, 60) }
    : { ...emptyAgent, model: data?.items[0]?.model ?? '' }

  async function create(values: AgentCreate) {
    const created = await callApi<Agent>('POST', '/api/agents', values)
    await Promise.all([mutate(), reloadModels()])
    toast.success(t('created', { name: created.name }))
    router.replace('/settings/agents')
  }

  return (
    <>
      <BackToAgents />
      <PageHead title={t('new')} />
      {error && !data && <LoadError error={error} onRetry={() => mutate()} />}
      {!data && !error && <Skeleton className="h-96 rounded-lg" />}
      {data && (
        <AgentForm
          agent={agent}
          onSave={create}
          onCancel={() => router.push('/settings/agents')}
          isNew
        />
      )}
    </>
  )
}
