'use client'

import { Command } from 'cmdk'
import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { useDebounce } from 'use-debounce'
import { fetchApi } from '#components/api-client.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import type { Page } from '#lib/contracts/list.ts'
import { MarkedExcerpt, placeOf } from '../marked-excerpt.tsx'
import { useShowChat } from '../open-in-place.ts'
import { PaletteItem } from './palette-item.tsx'

const mostShown = 8
const typingPauseMs = 120

/** The newest chats, or those whose title or messages contain the words. */
export function ChatItems({ query, onDone }: { query: string; onDone: () => void }) {
  const t = useTranslations('shell')
  const showChat = useShowChat()
  const [asked] = useDebounce(query, typingPauseMs)
  const parameters = new URLSearchParams({
    limit: String(mostShown),
    ...(asked && { query: asked }),
  })
  const { data } = useSWR<Page<ChatSummary>>(`/api/chats?${parameters}`, fetchApi)
  // Enter must not open a chat that was found for other words.
  if (asked !== query || !data || data.items.length === 0) return null
  return (
    <Command.Group heading={t(asked ? 'palette.found' : 'palette.recent')}>
      {data.items.map(({ id, title, match }) => (
        <PaletteItem
          key={id}
          value={`chat-${id}`}
          icon={MessageSquare}
          onSelect={() => {
            onDone()
            showChat(`/chat/${id}${match ? placeOf(match) : ''}`)
          }}
        >
          <span className="block truncate">{title || t('untitled')}</span>
          {match && (
            <span className="block truncate text-muted-foreground text-xs">
              <MarkedExcerpt match={match} />
            </span>
          )}
        </PaletteItem>
      ))}
    </Command.Group>
  )
}
