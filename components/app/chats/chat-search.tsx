'use client'

import { Search, SlidersHorizontal, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { IconButton } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { ChatFilter } from './chat-filter.ts'

const periods = ['7', '30', '365'] as const
const dayMs = 86_400_000

/** What the list is searched for: words, an agent, a period. */
export interface ChatSearch {
  query: string
  agentId: string
  days: string
}
export const noSearch: ChatSearch = { query: '', agentId: '', days: '' }

/** The filter of a search; the same for the whole day, so that it names the same list. */
export function filterOf({ query, agentId, days }: ChatSearch): ChatFilter {
  const today = new Date().setHours(0, 0, 0, 0)
  return {
    ...(query.trim() && { query: query.trim() }),
    ...(agentId && { agentId }),
    ...(days && { since: new Date(today - Number(days) * dayMs).toISOString() }),
  }
}

/** The search field over the list of chats, with its filters. */
export function ChatSearchField({
  search,
  onChange,
}: {
  search: ChatSearch
  onChange: (search: ChatSearch) => void
}) {
  const t = useTranslations('shell')
  const filtersId = useId()
  const hasFilters = search.agentId !== '' || search.days !== ''
  const [isOpen, setIsOpen] = useState(hasFilters)
  const { data: agents } = useSWR<{ items: ChatAgent[] }>(isOpen ? '/api/agents' : null, fetchApi)
  const toggle = () => {
    if (isOpen) onChange({ ...noSearch, query: search.query })
    setIsOpen(!isOpen)
  }
  return (
    <search className="mx-2 mt-3 mb-1 block">
      <div className="relative">
        <Search className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground" />
        <input
          type="search"
          value={search.query}
          onChange={(event) => onChange({ ...search, query: event.target.value })}
          placeholder={t('search')}
          aria-label={t('search')}
          maxLength={500}
          className="h-9 w-full rounded-md border bg-card pr-17 pl-8 text-base placeholder:text-muted-foreground md:text-sm [&::-webkit-search-cancel-button]:hidden"
          data-testid="chat-search"
        />
        <div className="absolute top-0.5 right-0.5 flex">
          {search.query && (
            <IconButton
              label={t('clear-search')}
              onClick={() => onChange({ ...search, query: '' })}
            >
              <X />
            </IconButton>
          )}
          <IconButton
            label={t('filters.title')}
            aria-expanded={isOpen}
            aria-controls={filtersId}
            onClick={toggle}
          >
            <SlidersHorizontal className={hasFilters ? 'text-accent' : 'text-muted-foreground'} />
          </IconButton>
        </div>
      </div>
      <div id={filtersId} hidden={!isOpen} className="mt-2">
        {isOpen && (
          <div className="flex flex-col gap-2">
            <Select
              aria-label={t('filters.agent')}
              value={search.agentId}
              onChange={(event) => onChange({ ...search, agentId: event.target.value })}
            >
              <option value="">{t('filters.any-agent')}</option>
              {agents?.items.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Select
              aria-label={t('filters.time')}
              value={search.days}
              onChange={(event) => onChange({ ...search, days: event.target.value })}
            >
              <option value="">{t('filters.any-time')}</option>
              {periods.map((days) => (
                <option key={days} value={days}>
                  {t('filters.days', { days })}
                </option>
              ))}
            </Select>
          </div>
        )}
      </div>
    </search>
  )
}
