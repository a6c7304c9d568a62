'use client'

import { useFormatter, useNow, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ShareDialog } from '#components/share/share-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { ChatSummary } from '#lib/contracts/chat.ts'
import { ChatListItem } from './chat-list-item.tsx'
import { useUnsentChats } from './unsent-chats.ts'
import { UnsentList } from './unsent-list.tsx'
import { useChats } from './use-chats.ts'

const dayMs = 86_400_000

/** The chats, grouped by their last day. */
export function ChatList({ query, onNavigate }: { query: string; onNavigate?: () => void }) {
  const t = useTranslations('shell')
  const { chats, error, hasMore, loadMore, reload } = useChats(query)
  const groupOf = useDayGroups()
  const unsentChats = useUnsentChats()
  const [sharedId, setSharedId] = useState<string | null>(null)

  if (error && !chats) {
    return (
      <div className="flex-1 px-4 py-6 text-muted-foreground text-sm">
        <p role="alert">{t('chats-failed')}</p>
        <Button variant="outline" size="sm" className="mt-3" onClick={() => void reload()}>
          {t('try-again')}
        </Button>
      </div>
    )
  }
  const unsent = query ? [] : unsentChats
  // An unsent chat is listed at the top even if the server has stored it meanwhile.
  const listed = chats?.filter(({ id }) => !unsent.some((chat) => chat.id === id))
  const groups = Map.groupBy(listed ?? [], (chat) => groupOf(chat))
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3" data-testid="chat-list">
      {!chats && (
        <div className="flex flex-col gap-2.5 p-2.5 pt-4">
          {['w-4/5', 'w-3/5', 'w-2/3'].map((width) => (
            <Skeleton key={width} className={`h-4 ${width}`} />
          ))}
        </div>
      )}
      <UnsentList chats={unsent} onNavigate={onNavigate} />
      {chats?.length === 0 && unsent.length === 0 && (
        <p className="px-2.5 py-6 text-muted-foreground text-sm leading-6">
          {query ? t('nothing-found', { query }) : t('no-chats')}
        </p>
      )}
      {[...groups].map(([group, items]) => (
        <section key={group} aria-label={group}>
          <h2 className="px-2.5 pt-4 pb-1 font-medium text-muted-foreground text-xs">{group}</h2>
          <ul>
            {items.map((chat) => (
              <ChatListItem
                key={chat.id}
                chat={chat}
                onNavigate={onNavigate}
                onChanged={reload}
                onShare={() => setSharedId(chat.id)}
              />
            ))}
          </ul>
        </section>
      ))}
      <ShareDialog chatId={sharedId} onClose={() => setSharedId(null)} />
      {hasMore && (
        <Button variant="ghost" size="sm" className="mt-2 w-full" onClick={() => void loadMore()}>
          {t('load-more')}
        </Button>
      )}
    </div>
  )
}

function useDayGroups() {
  const t = useTranslations('shell')
  const format = useFormatter()
  const now = useNow()
  const startOfDay = (date: Date) => new Date(date).setHours(0, 0, 0, 0)
  return ({ updatedAt }: ChatSummary) => {
    const date = new Date(updatedAt)
    const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMs)
    if (days <= 0) return t('today')
    if (days === 1) return t('yesterday')
    if (days < 7) return t('this-week')
    return format.dateTime(date, { year: 'numeric', month: 'long' })
  }
}
