'use client'

import { Archive, Pin } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { useIsRunning } from '#components/chat/open-chat/running-chats.ts'
import { classNames } from '#components/ui/class-names.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { MarkedExcerpt, placeOf } from '../marked-excerpt.tsx'
import { useOpenInPlace } from '../open-in-place.ts'
import { ChatMenu } from './chat-menu.tsx'
import { RenameField } from './rename-field.tsx'
import { useSelection } from './selection.ts'
import { useChatActions } from './use-chat-actions.ts'
import { useFarHeight } from './use-far-height.ts'
import { rowAttribute } from './use-row-focus.ts'

interface Props {
  chat: ChatSummary
  onNavigate?: (() => void) | undefined
}

/** A chat in the list: a link, or a checkbox while chats are selected. */
export const ChatRow = memo(function ChatRow({ chat, onNavigate }: Props) {
  const t = useTranslations('shell')
  const isOpen = usePathname() === `/chat/${chat.id}`
  const openInPlace = useOpenInPlace()
  const actions = useChatActions()
  const { chats: selected, toggle } = useSelection()
  const [isRenaming, setIsRenaming] = useState(false)
  const { row, farHeight } = useFarHeight(!isRenaming && !selected)
  const rename = (title: string) => {
    setIsRenaming(false)
    const named = title.trim()
    if (named && named !== chat.title) void actions.rename(chat, named)
  }
  if (isRenaming) return <RenameField title={chat.title} onDone={rename} />
  if (selected) {
    return (
      <li className="chat-row">
        <label className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-sm leading-5 hover:bg-muted">
          <input
            type="checkbox"
            checked={selected.has(chat.id)}
            onChange={() => toggle(chat)}
            className="size-4 shrink-0 accent-primary"
          />
          <span className="truncate">{chat.title || t('untitled')}</span>
        </label>
      </li>
    )
  }
  if (farHeight !== null) return <li ref={row} style={{ height: farHeight }} />
  return (
    <li
      ref={row}
      {...{ [rowAttribute]: chat.id }}
      className={classNames(
        'chat-row group relative rounded-md hover:bg-muted',
        isOpen && 'bg-muted',
      )}
    >
      <Link
        href={`/chat/${chat.id}${chat.match ? placeOf(chat.match) : ''}`}
        prefetch={false}
        onClick={(event) => {
          openInPlace(event)
          onNavigate?.()
        }}
        aria-current={isOpen ? 'page' : undefined}
        className="block rounded-md py-2 pr-9 pl-2.5"
      >
        <RowTitle chat={chat} />
        {chat.match && (
          <span className="mt-0.5 line-clamp-2 text-muted-foreground text-xs leading-4">
            <MarkedExcerpt match={chat.match} />
          </span>
        )}
      </Link>
      <div className="absolute top-0.5 right-0.5 opacity-0 focus-within:opacity-100 group-hover:opacity-100 has-[[data-state=open]]:opacity-100 max-md:opacity-100">
        <ChatMenu chat={chat} onRename={() => setIsRenaming(true)} />
      </div>
    </li>
  )
})

function RowTitle({ chat }: { chat: ChatSummary }) {
  const t = useTranslations('shell')
  const isRunning = useIsRunning(chat.id)
  const Mark = chat.archived ? Archive : chat.pinned ? Pin : null
  return (
    <span className="flex items-center gap-2 text-sm leading-5">
      {isRunning && (
        <span
          role="img"
          aria-label={t('running')}
          title={t('running')}
          className="animate-dot size-1.5 shrink-0 rounded-full bg-accent"
        />
      )}
      <span className="truncate" title={chat.title}>
        {chat.title || t('untitled')}
      </span>
      {Mark && (
        <Mark
          role="img"
          aria-label={t(chat.archived ? 'is-archived' : 'is-pinned')}
          className="size-3 shrink-0 text-muted-foreground"
        />
      )}
    </span>
  )
}
