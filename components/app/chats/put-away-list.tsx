'use client'

import { Archive, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { LoadError } from '#components/settings/load-error.tsx'
import { useConfirm } from '#components/ui/confirm.tsx'
import type { Question } from '#components/ui/confirm-dialog.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { mostChangedChats } from '#lib/contracts/chat/chat-limits.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { useChats } from '../use-chats.ts'
import type { ChatFilter } from './chat-filter.ts'
import { LoadMore } from './load-more.tsx'
import { type Place, PutAwayBar } from './put-away-bar.tsx'
import { PutAwayRow } from './put-away-row.tsx'
import { useChatActions } from './use-chat-actions.ts'

const filters: Record<Place, ChatFilter> = {
  archive: { archived: true },
  bin: { deleted: true },
}

/** The chats of the archive or the bin, with actions on one or on those that are selected. */
export function PutAwayList({ place }: { place: Place }) {
  const t = useTranslations('shell.archive-page')
  const confirm = useConfirm()
  const errorText = useErrorText()
  const actions = useChatActions()
  const { chats, error, reload, ...more } = useChats(filters[place])
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const checkAll = useRef<HTMLInputElement>(null)
  const selected = (chats ?? []).filter(({ id }) => ids.has(id))

  /** The rows of what was acted on are gone, and with them the focus. */
  async function act(work: Promise<unknown>) {
    setIds(new Set())
    await work
    requestAnimationFrame(() =>
      (checkAll.current ?? document.getElementById('content'))?.focus({ preventScroll: true }),
    )
  }
  async function destroy(question: Question, paths: string[]) {
    if (!(await confirm(question))) return
    const remove = async () => {
      try {
        for (const path of paths) await callApi('DELETE', path)
      } catch (problem) {
        toast.error(errorText(problem))
      }
      await reload()
    }
    await act(remove())
  }
  async function bringBack(back: ChatSummary[]) {
    const isBack =
      place === 'bin' ? actions.restore(back) : actions.change(back, { archived: false })
    const [{ title } = { title: '' }] = back
    if (await isBack) toast.success(t('restored', { count: back.length, title }))
  }
  const remove = (gone: ChatSummary[]) => {
    if (place === 'archive') return act(actions.remove(gone))
    const [{ title } = { title: '' }] = gone
    const question = {
      title: t('delete-title', { count: gone.length, title }),
      description: t('delete-text', { count: gone.length }),
      action: t('delete'),
    }
    return destroy(
      question,
      gone.map(({ id }) => `/api/chats/${id}?forever=true`),
    )
  }
  const emptyBin = () =>
    destroy({ title: t('empty-title'), description: t('empty-text'), action: t('empty') }, [
      '/api/chats?deleted=true',
    ])
  const toggle = (chat: ChatSummary) => {
    const next = new Set(ids)
    if (!next.delete(chat.id) && selected.length < mostChangedChats) next.add(chat.id)
    setIds(next)
  }

  if (error && !chats) return <LoadError error={error} onRetry={reload} />
  if (!chats) return <Skeleton className="h-44 w-full rounded-lg" />
  if (chats.length === 0) {
    return (
      <EmptyState
        icon={place === 'bin' ? <Trash2 aria-hidden /> : <Archive aria-hidden />}
        title={t(`no-${place}`)}
      >
        {t(`no-${place}-text`)}
      </EmptyState>
    )
  }
  return (
    <>
      <div className="rounded-lg border bg-card">
        <PutAwayBar
          ref={checkAll}
          place={place}
          selected={selected.length}
          all={Math.min(chats.length, mostChangedChats)}
          onSelectAll={(isOn) =>
            setIds(new Set(isOn ? chats.slice(0, mostChangedChats).map(({ id }) => id) : []))
          }
          onRestore={() => void act(bringBack(selected))}
          onRemove={() => void remove(selected)}
          onEmpty={() => void emptyBin()}
        />
        <ul className="divide-y" data-testid="put-away">
          {chats.map((chat) => (
            <PutAwayRow
              key={chat.id}
              chat={chat}
              isSelected={ids.has(chat.id)}
              onSelect={() => toggle(chat)}
              onRestore={() => void act(bringBack([chat]))}
              onRemove={() => void remove([chat])}
            />
          ))}
        </ul>
      </div>
      {error && <LoadError error={error} onRetry={reload} />}
      <LoadMore {...more} />
    </>
  )
}
