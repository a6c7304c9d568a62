'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { Folder } from '#lib/contracts/chat/folder.ts'
import { useShowChat } from '../open-in-place.ts'
import { useChats } from '../use-chats.ts'
import { ChatRows } from './chat-rows.tsx'
import { LoadMore } from './load-more.tsx'

export function FolderChats({
  folder,
  onNavigate,
}: {
  folder: Folder
  onNavigate?: (() => void) | undefined
}) {
  const t = useTranslations('shell')
  const showChat = useShowChat()
  const list = useChats(useMemo(() => ({ folderId: folder.id }), [folder.id]))
  if (list.error && !list.chats) {
    return (
      <p role="alert" className="px-2.5 py-2 text-muted-foreground text-sm">
        {t('chats-failed')}{' '}
        <button type="button" className="underline" onClick={() => void list.reload()}>
          {t('try-again')}
        </button>
      </p>
    )
  }
  if (!list.chats) return <Skeleton className="m-2.5 h-4 w-3/5" />
  return (
    <>
      {list.chats.length === 0 && (
        <p className="px-2.5 py-1.5 text-muted-foreground text-sm">{t('folders.empty')}</p>
      )}
      <ChatRows chats={list.chats} onNavigate={onNavigate} />
      <LoadMore {...list} />
      <Button
        variant="ghost"
        size="sm"
        className="text-muted-foreground"
        onClick={() => {
          showChat(`/?folder=${folder.id}`)
          onNavigate?.()
        }}
      >
        {t('folders.new-chat')}
      </Button>
    </>
  )
}
