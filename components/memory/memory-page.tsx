'use client'

import { Brain, SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDebounce } from 'use-debounce'
import { LoadError } from '#components/settings/load-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { useDelayedDelete } from '#components/use-delayed-delete.ts'
import type { MemoryType } from '#lib/contracts/memory/memory.ts'
import { AddMemory } from './add-memory.tsx'
import { MemoryItem } from './memory-item.tsx'
import { MemorySwitch } from './memory-switch.tsx'
import { MemoryToolbar } from './memory-toolbar.tsx'
import { TransferMenu } from './transfer-menu.tsx'
import { useMemories } from './use-memories.ts'

/** The user's memories: list, search, edit and delete. */
export function MemoryPage() {
  const t = useTranslations('memories')
  const [query, setQuery] = useState('')
  const [type, setType] = useState<MemoryType | ''>('')
  const [isAdding, setIsAdding] = useState(false)
  const [settled] = useDebounce(query.trim(), 200)
  const memories = useMemories({ query: settled, type })
  const { hidden, remove } = useDelayedDelete('/api/memories', t('deleted'), memories.reload)
  const items = memories.items?.filter(({ id }) => !hidden.has(id))
  const isFiltered = settled !== '' || type !== ''

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto w-full max-w-3xl px-4 pt-5 pb-[max(3rem,env(safe-area-inset-bottom))] md:px-8 md:pt-10">
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="max-w-prose flex-1 basis-72">
            <h1 className="font-semibold text-xl tracking-tight">{t('title')}</h1>
            <p className="mt-1 text-muted-foreground text-sm leading-6">{t('text')}</p>
          </div>
          <div className="flex gap-2">
            <Button onClick={() => setIsAdding(true)} disabled={isAdding} data-testid="add-memory">
              {t('add')}
            </Button>
            <TransferMenu onChanged={memories.reload} />
          </div>
        </header>
        <MemorySwitch />
        <MemoryToolbar query={query} onQuery={setQuery} type={type} onType={setType} />
        <p role="status" className="sr-only">
          {items && isFiltered && t('found', { count: items.length })}
        </p>
        {isAdding && <AddMemory onClose={() => setIsAdding(false)} onAdded={memories.reload} />}
        {memories.error && !items && <LoadError error={memories.error} onRetry={memories.reload} />}
        {!items && !memories.error && (
          <div className="flex flex-col gap-3">
            <Skeleton className="h-20 rounded-lg" />
            <Skeleton className="h-20 rounded-lg" />
            <Skeleton className="h-20 rounded-lg" />
          </div>
        )}
        {items?.length === 0 && !memories.hasMore && !isAdding && (
          <NoMemories isFiltered={isFiltered} />
        )}
        {items && items.length > 0 && (
          <ul className="divide-y rounded-lg border bg-card" data-testid="memory-list">
            {items.map((memory) => (
              <MemoryItem
                key={memory.id}
                memory={memory}
                onDelete={() => remove(memory.id)}
                onChanged={memories.reload}
              />
            ))}
          </ul>
        )}
        {memories.hasMore && (
          <Button
            variant="outline"
            className="mt-4 w-full"
            disabled={memories.isLoadingMore}
            onClick={() => void memories.loadMore()}
          >
            {t('more')}
          </Button>
        )}
      </div>
    </div>
  )
}

function NoMemories({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('memories')
  if (isFiltered) {
    return (
      <EmptyState icon={<SearchX aria-hidden />} title={t('noneFoundTitle')}>
        {t('noneFoundText')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<Brain aria-hidden />} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  )
}
