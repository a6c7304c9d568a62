'use client'

import { ArrowLeft, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import type { Agent, AgentCreate } from '#lib/contracts/agents/agent.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { useAgents, useModels } from '../use-model-catalog.ts'
import { AgentForm } from './agent-form.tsx'
import { agentFields, agentPatch } from './agent-values.ts'
import { useDeleteAgent } from './use-delete-agent.ts'

/** Edits an agent. */
export function AgentEditor({ id }: { id: string }) {
  const t = useTranslations('settings.agents')
  const router = useRouter()
  const { data, error, mutate } = useAgents()
  const { mutate: reloadModels } = useModels()
  const deleteAgent = useDeleteAgent()
  const agent = data?.items.find((item) => item.id === id)

  async function save(values: AgentCreate) {
    if (!agent) return
    const patch = agentPatch(agentFields(agent), values)
    await callApi<Agent>('PATCH', `/api/agents/${id}`, patch)
    toast.success(t('saved'))
    await Promise.all([mutate(), reloadModels()])
  }

  return (
    <>
      <BackToAgents />
      {error && !data && <LoadError error={error} onRetry={() => mutate()} />}
      {!data && !error && <Skeleton className="h-96 rounded-lg" />}
      {data && !agent && (
        <EmptyState icon={null} title={t('goneTitle')}>
          {t('goneText')}
        </EmptyState>
      )}
      {agent && (
        <>
          <PageHead title={agent.name}>
            <Button
              variant="outline"
              size="sm"
              onClick={() =>
                void deleteAgent(agent).then((isGone) => isGone && router.push('/settings/agents'))
              }
            >
              <Trash2 aria-hidden /> {t('delete')}
            </Button>
          </PageHead>
          <AgentForm key={id} agent={agentFields(agent)} onSave={save} />
        </>
      )}
    </>
  )
}

export function BackToAgents() {
  const t = useTranslations('settings.agents')
  return (
    <Link
      href="/settings/agents"
      className="mb-3 inline-flex items-center gap-1.5 text-muted-foreground text-sm hover:text-foreground"
    >
      <ArrowLeft aria-hidden className="size-4" /> {t('all')}
    </Link>
  )
}
