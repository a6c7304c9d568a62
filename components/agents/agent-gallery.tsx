'use client'

import { Bot } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { useChats } from '#components/app/use-chats.ts'
import { LoadError } from '#components/settings/load-error.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { Input } from '#components/ui/field.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { AgentCard } from './agent-card.tsx'
import { useAgentText } from './agent-text.ts'

const mostRecent = 3

/** The newest chats, whose agents come first. */
const anyChat = {}

/** All agents with what they are for: those used last first, and a search. */
export function AgentGallery() {
  const t = useTranslations('chat.gallery')
  const textOf = useAgentText()
  const agents = useSWR<{ items: ChatAgent[] }, Error>('/api/agents', fetchApi)
  const models = useSWR<{ items: ModelInfo[] }>('/api/models', fetchApi)
  const { chats } = useChats(anyChat)
  const [query, setQuery] = useState('')
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = (agents.data?.items ?? []).filter((agent) => {
    const { name, description } = textOf(agent)
    const text = `${name} ${description} ${agent.starters.map(({ title }) => title).join(' ')}`
    return words.every((word) => text.toLowerCase().includes(word))
  })
  const recentIds = useMemo(
    () => [...new Set(chats?.flatMap(({ agentId }) => agentId ?? []))].slice(0, mostRecent),
    [chats],
  )
  const recent =
    words.length > 0 ? [] : recentIds.flatMap((id) => found.find((a) => a.id === id) ?? [])
  const others = found.filter((agent) => !recent.includes(agent))
  const list = (items: ChatAgent[], title?: string) =>
    items.length > 0 && (
      <section className="mt-6">
        {title && <h2 className="mb-2.5 font-medium text-muted-foreground text-sm">{title}</h2>}
        <ul className="grid gap-3 sm:grid-cols-2">
          {items.map((agent) => (
            <AgentCard key={agent.id} agent={agent} models={models.data?.items} />
          ))}
        </ul>
      </section>
    )
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto w-full max-w-3xl px-4 py-6 sm:px-6 sm:py-8">
        <h1 className="font-semibold text-2xl tracking-tight">{t('title')}</h1>
        <p className="mt-1 text-muted-foreground text-sm leading-6">{t('text')}</p>
        <Input
          type="search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          className="mt-4"
          data-testid="agent-search"
        />
        {agents.error && <LoadError error={agents.error} onRetry={() => agents.mutate()} />}
        {!agents.data && !agents.error && <Skeleton className="mt-6 h-44 rounded-lg" />}
        {list(recent, t('recent'))}
        {list(others, recent.length > 0 ? t('all') : undefined)}
        {agents.data && found.length === 0 && (
          <EmptyState icon={<Bot aria-hidden />} title={t(query ? 'nothing' : 'none')}>
            {t(query ? 'nothing-text' : 'none-text')}
          </EmptyState>
        )}
      </div>
    </div>
  )
}
