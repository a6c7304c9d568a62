'use client'

import { Brain, Download, Ellipsis, Pencil, Share2, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { mutate } from 'swr'
import { callApi } from '#components/api-client.ts'
import { chatPath } from '#components/chat/open-chat/chat-path.ts'
import { closeDeletedChat } from '#components/chat/open-chat/open-chats.ts'
import { useIsRunning } from '#components/chat/open-chat/running-chats.ts'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useConfirm } from '#components/ui/confirm.tsx'
import { isComposing } from '#components/ui/is-composing.ts'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import type { ChatSummary } from '#lib/contracts/chat.ts'
import { MarkedExcerpt } from './marked-excerpt.tsx'
import { useOpenInPlace, useShowChat } from './open-in-place.ts'

interface Props {
  chat: ChatSummary
  onNavigate?: () => void
  onChanged: () => Promise<unknown>
  onShare: () => void
}

const exportFormats = { markdown: 'md', html: 'html', json: 'json' } as const

export function ChatListItem({ chat, onNavigate, onChanged, onShare }: Props) {
  const t = useTranslations('shell')
  const shareWords = useTranslations('share')
  const confirm = useConfirm()
  const path = `/chat/${chat.id}`
  const isOpen = usePathname() === path
  const showChat = useShowChat()
  const openInPlace = useOpenInPlace()
  const isRunning = useIsRunning(chat.id)
  const [isRenaming, setIsRenaming] = useState(false)

  async function attempt(work: () => Promise<unknown>) {
    try {
      await work()
      await onChanged()
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error))
    }
  }
  const rename = (title: string) => {
    setIsRenaming(false)
    if (title.trim() && title !== chat.title) {
      void attempt(async () => {
        await callApi('PATCH', `/api/chats/${chat.id}`, { title })
        await mutate(chatPath(chat.id))
      })
    }
  }
  const switchMemory = () =>
    attempt(async () => {
      await callApi('PATCH', `/api/chats/${chat.id}`, { memory: !chat.memory })
      toast.success(t(chat.memory ? 'memory-is-off' : 'memory-is-on'))
    })
  async function remove() {
    const question = {
      title: t('delete-title'),
      description: t('delete-text', { title: chat.title }),
      action: t('delete'),
    }
    if (!(await confirm(question))) return
    await attempt(async () => {
      await callApi('DELETE', `/api/chats/${chat.id}`)
      if (isOpen) showChat('/')
      closeDeletedChat(chat.id)
    })
  }

  if (isRenaming) return <RenameField title={chat.title} onDone={rename} />
  return (
    <li className={classNames('group relative rounded-md hover:bg-muted', isOpen && 'bg-muted')}>
      <Link
        href={path}
        prefetch={false}
        onClick={(event) => {
          openInPlace(event)
          onNavigate?.()
        }}
        aria-current={isOpen ? 'page' : undefined}
        className="block rounded-md py-2 pr-9 pl-2.5"
      >
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
        </span>
        {chat.match && (
          <span className="mt-0.5 line-clamp-2 text-muted-foreground text-xs leading-4">
            <MarkedExcerpt match={chat.match} />
          </span>
        )}
      </Link>
      <div className="absolute top-0.5 right-0.5 opacity-0 focus-within:opacity-100 group-hover:opacity-100 has-[[data-state=open]]:opacity-100 max-md:opacity-100">
        <Menu
          align="end"
          trigger={
            <IconButton label={t('chat-actions', { title: chat.title })}>
              <Ellipsis />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setIsRenaming(true)}>
            <Pencil /> {t('rename')}
          </MenuItem>
          <MenuItem onSelect={() => void switchMemory()}>
            <Brain /> {t(chat.memory ? 'memory-off' : 'memory-on')}
          </MenuItem>
          <MenuItem onSelect={onShare}>
            <Share2 /> {shareWords('share')}
          </MenuItem>
          {(['markdown', 'html', 'json'] as const).map((format) => (
            <MenuItem key={format} asChild>
              <a href={`/api/chats/${chat.id}/export?format=${exportFormats[format]}`} download>
                <Download /> {shareWords('export')}: {shareWords(format)}
              </a>
            </MenuItem>
          ))}
          <MenuItem onSelect={() => void remove()} className="text-danger">
            <Trash2 /> {t('delete')}
          </MenuItem>
        </Menu>
      </div>
    </li>
  )
}

function RenameField({ title, onDone }: { title: string; onDone: (title: string) => void }) {
  const t = useTranslations('shell')
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return
    if (event.key === 'Enter') onDone(event.currentTarget.value)
    if (event.key === 'Escape') onDone(title)
  }
  return (
    <li className="px-1 py-0.5">
      <input
        ref={(input) => input?.select()}
        defaultValue={title}
        maxLength={200}
        aria-label={t('rename')}
        onKeyDown={onKeyDown}
        onBlur={(event) => onDone(event.currentTarget.value)}
        className="h-8 w-full rounded-md border border-input bg-card px-2 text-sm"
      />
    </li>
  )
}
