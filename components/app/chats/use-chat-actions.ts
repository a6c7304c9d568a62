'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { mutate } from 'swr'
import { callApi } from '#components/api-client.ts'
import { chatPath } from '#components/chat/open-chat/chat-path.ts'
import { forgetGone } from '#components/chat/open-chat/gone-chats.ts'
import { closeDeletedChat } from '#components/chat/open-chat/open-chats.ts'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ChatsPatch } from '#lib/contracts/chat/chat-list.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { useShowChat } from '../open-in-place.ts'
import { reloadChats } from '../use-chats.ts'
import { showChanged } from './changed-chats.ts'

type Patch = ChatsPatch['patch']

const undoMs = 10_000

/** Changes of chats: shown at once, taken back when the server refuses, with an undo before a loss. */
export function useChatActions() {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const showChat = useShowChat()
  const pathname = usePathname()

  return useMemo(() => {
    async function attempt(chats: ChatSummary[], send: () => Promise<unknown>): Promise<boolean> {
      const end = showChanged(chats)
      try {
        await send()
        await Promise.all([reloadChats(), ...chats.map(({ id }) => mutate(chatPath(id)))])
        return true
      } catch (error) {
        toast.error(errorText(error))
        return false
      } finally {
        end()
      }
    }
    /** At most as many chats as the server takes at once. */
    function change(chats: ChatSummary[], { deleted, ...patch }: Patch): Promise<boolean> {
      const changed = chats.map((chat) => ({
        ...chat,
        ...patch,
        ...(deleted !== undefined && { isDeleted: deleted }),
      }))
      const ids = chats.map(({ id }) => id)
      const body = { ids, patch: { ...patch, ...(deleted !== undefined && { deleted }) } }
      return attempt(changed, () => callApi('PATCH', '/api/chats', body))
    }
    function offerUndo(text: string, undo: () => unknown) {
      toast(text, {
        duration: undoMs,
        action: { label: common('undo'), onClick: () => void undo() },
      })
    }
    async function restore(chats: ChatSummary[]) {
      for (const { id } of chats) forgetGone(id)
      return change(chats, { deleted: false })
    }
    return {
      change,
      restore,
      rename: (chat: ChatSummary, title: string) =>
        attempt([{ ...chat, title }], () => callApi('PATCH', chatPath(chat.id), { title })),
      setMemory: (chat: ChatSummary, memory: boolean) =>
        attempt([{ ...chat, memory }], () => callApi('PATCH', chatPath(chat.id), { memory })),
      async archive(chats: ChatSummary[]) {
        if (!(await change(chats, { archived: true }))) return
        offerUndo(t('archived', { count: chats.length }), () => change(chats, { archived: false }))
      },
      async remove(chats: ChatSummary[]) {
        const open = chats.find(({ id }) => pathname === `/chat/${id}`)
        if (open) showChat('/')
        for (const { id } of chats) closeDeletedChat(id)
        if (!(await change(chats, { deleted: true }))) {
          for (const { id } of chats) forgetGone(id)
          return
        }
        offerUndo(t('deleted', { count: chats.length, title: chats[0]?.title ?? '' }), async () => {
          if ((await restore(chats)) && open) showChat(`/chat/${open.id}`)
        })
      },
    }
  }, [t, common, errorText, showChat, pathname])
}
