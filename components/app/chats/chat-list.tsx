'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { useUnsentChats } from '../unsent-chats.ts'
import { UnsentList } from '../unsent-list.tsx'
import { useChats } from '../use-chats.ts'
import type { ChatFilter } from './chat-filter.ts'
import { ChatRows } from './chat-rows.tsx'
import { FolderList } from './folder-list.tsx'
import { ListSection } from './list-section.tsx'
import { LoadMore } from './load-more.tsx'
import { SelectionContext, useSelectionState } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useDayGroups } from './use-day-groups.ts'
import { useRowFocus } from './use-row-focus.ts'

/** The chats: pinned ones, folders, and the rest by their last day; or what a search finds. */
export function ChatList({
  filter,
  onNavigate,
}: {
  /** Search and filters; empty for the ordinary list. */
  filter: ChatFilter
  onNavigate?: (() => void) | undefined
}) {
  const selection = useSelectionState()
  const isSearch = Object.keys(filter).length > 0
  const rest = useMemo(
    () => (isSearch ? filter : { pinned: false, folderId: 'none' }),
    [filter, isSearch],
  )
  const lists = useRef<HTMLDivElement>(null)
  useRowFocus(lists)
  return (
    <SelectionContext value={selection}>
      <div ref={lists} className="min-h-0 flex-1 overflow-y-auto px-2 pb-3" data-testid="chat-list">
        {!isSearch && (
          <>
            <PinnedChats onNavigate={onNavigate} />
            <FolderList onNavigate={onNavigate} />
          </>
        )}
        <DatedChats filter={rest} isSearch={isSearch} onNavigate={onNavigate} />
      </div>
      <SelectionBar selection={selection} />
    </SelectionContext>
  )
}

const pinned: ChatFilter = { pinned: true }

function PinnedChats({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const t = useTranslations('shell')
  const list = useChats(pinned)
  if (!list.chats || list.chats.length === 0) return null
  return (
    <ListSection title={t('pinned')}>
      <ChatRows chats={list.chats} onNavigate={onNavigate} />
      <LoadMore {...list} />
    </ListSection>
  )
}

function DatedChats({
  filter,
  isSearch,
  onNavigate,
}: {
  filter: ChatFilter
  isSearch: boolean
  onNavigate?: (() => void) | undefined
}) {
  const t = useTranslations('shell')
  const { chats, error, reload, ...more } = useChats(filter)
  const groupOf = useDayGroups()
  const unsentChats = useUnsentChats()
  if (error && !chats) {
    return (
      <div className="px-2 py-6 text-muted-foreground text-sm">
        <p role="alert">{t('chats-failed')}</p>
        <Button variant="outline" size="sm" className="mt-3" onClick={() => void reload()}>
          {t('try-again')}
        </Button>
      </div>
    )
  }
  const unsent = isSearch ? [] : unsentChats
  // An unsent chat is listed at the top even if the server has stored it meanwhile.
  const listed = chats?.filter(({ id }) => !unsent.some((chat) => chat.id === id))
  const groups = Map.groupBy(listed ?? [], (chat) => groupOf(chat))
  return (
    <>
      {!chats && (
        <div className="flex flex-col gap-2.5 p-2.5 pt-4">
          {['w-4/5', 'w-3/5', 'w-2/3'].map((width) => (
            <Skeleton key={width} className={`h-4 ${width}`} />
          ))}
        </div>
      )}
      <UnsentList chats={unsent} onNavigate={onNavigate} />
      {chats?.length === 0 && unsent.length === 0 && (
        <p role="status" className="px-2.5 py-6 text-muted-foreground text-sm leading-6">
          {isSearch
            ? filter.query
              ? t('nothing-found', { query: filter.query })
              : t('nothing-fits')
            : t('no-chats')}
        </p>
      )}
      {[...groups].map(([group, items]) => (
        <ListSection key={group} title={group}>
          <ChatRows chats={items} onNavigate={onNavigate} />
        </ListSection>
      ))}
      <LoadMore {...more} />
    </>
  )
}
