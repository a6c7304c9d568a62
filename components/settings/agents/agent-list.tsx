'use client'

import { Bot, Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { useAgents, useModels } from '../use-model-catalog.ts'
import { useSettings } from '../use-settings.ts'
import { AgentRow } from './agent-row.tsx'
import { AgentTransfer } from './agent-transfer.tsx'

/** All agents, with links to the editor. */
export function AgentList() {
  const t = useTranslations('settings.agents')
  const { data, error, mutate } = useAgents()
  const { data: models } = useModels()
  const { data: settings } = useSettings()
  const agents = data?.items
  const oldest = agents?.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))[0]
  const named = agents?.find(({ id }) => id === settings?.defaultAgentId)
  const defaultId = settings && (named ?? oldest)?.id
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <AgentTransfer onImported={() => mutate()} />
        <Button asChild>
          <Link href="/settings/agents/new">
            <Plus aria-hidden /> {t('new')}
          </Link>
        </Button>
      </PageHead>
      {error && !agents && <LoadError error={error} onRetry={() => mutate()} />}
      {!agents && !error && <Skeleton className="h-44 rounded-lg" />}
      {agents?.length === 0 && (
        <EmptyState icon={<Bot aria-hidden />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
      {agents && agents.length > 0 && (
        <ul className="divide-y rounded-lg border bg-card" data-testid="agent-list">
          {agents.map((agent) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              isDefault={agent.id === defaultId}
              model={models?.items.find(({ id }) => id === agent.model)}
            />
          ))}
        </ul>
      )}
    </>
  )
}
