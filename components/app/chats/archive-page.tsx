'use client'

import { Archive, ArchiveRestore, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useConfirm } from '#components/ui/confirm.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat.ts'
import { useChats } from '../use-chats.ts'
import type { ChatFilter } from './chat-filter.ts'
import { LoadMore } from './load-more.tsx'
import { useChatActions } from './use-chat-actions.ts'

const filters: Record<'archive' | 'bin', ChatFilter> = {
  archive: { archived: true },
  bin: { deleted: true },
}
const dayMs = 86_400_000
const binDays = 30

/** The archived and the deleted chats. */
export function ArchivePage() {
  const t = useTranslations('shell.archive-page')
  const [place, setPlace] = useState<'archive' | 'bin'>('archive')
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6">
        <h1 className="font-semibold text-xl tracking-tight">{t('title')}</h1>
        <fieldset className="mt-4 flex gap-2">
          <legend className="sr-only">{t('title')}</legend>
          {(['archive', 'bin'] as const).map((name) => (
            <Button
              key={name}
              size="sm"
              variant={place === name ? 'primary' : 'outline'}
              aria-pressed={place === name}
              onClick={() => setPlace(name)}
            >
              {t(name)}
            </Button>
          ))}
        </fieldset>
        <p className="mt-4 text-muted-foreground text-sm">{t(`${place}-text`)}</p>
        <PutAway key={place} place={place} />
      </div>
    </div>
  )
}

function PutAway({ place }: { place: 'archive' | 'bin' }) {
  const t = useTranslations('shell.archive-page')
  const shell = useTranslations('shell')
  const confirm = useConfirm()
  const errorText = useErrorText()
  const { chats, error, reload, ...more } = useChats(filters[place])

  async function destroy(question: Parameters<typeof confirm>[0], path: string) {
    if (!(await confirm(question))) return
    try {
      await callApi('DELETE', path)
      await reload()
    } catch (problem) {
      toast.error(errorText(problem))
    }
  }
  const emptyBin = () =>
    destroy(
      { title: t('empty-title'), description: t('empty-text'), action: t('empty') },
      '/api/chats?deleted=true',
    )
  const destroyOne = ({ id, title }: ChatSummary) =>
    destroy(
      { title: t('delete-title', { title }), description: t('delete-text'), action: t('delete') },
      `/api/chats/${id}?forever=true`,
    )
  if (error && !chats) {
    return (
      <div className="mt-6 text-sm">
        <p role="alert">{shell('chats-failed')}</p>
        <Button variant="outline" size="sm" className="mt-3" onClick={() => void reload()}>
          {shell('try-again')}
        </Button>
      </div>
    )
  }
  if (!chats) return <Skeleton className="mt-6 h-24 w-full" />
  if (chats.length === 0) {
    return (
      <div className="mt-6">
        <EmptyState
          icon={place === 'bin' ? <Trash2 /> : <Archive />}
          title={t(place === 'bin' ? 'no-bin' : 'no-archive')}
        >
          {t(place === 'bin' ? 'no-bin-text' : 'no-archive-text')}
        </EmptyState>
      </div>
    )
  }
  return (
    <>
      {place === 'bin' && (
        <Button variant="outline" size="sm" className="mt-4" onClick={() => void emptyBin()}>
          <Trash2 /> {t('empty')}
        </Button>
      )}
      <ul className="mt-4 divide-y rounded-lg border bg-card" data-testid="put-away">
        {chats.map((chat) => (
          <PutAwayRow key={chat.id} chat={chat} onDestroy={() => void destroyOne(chat)} />
        ))}
      </ul>
      <LoadMore {...more} />
    </>
  )
}

/** A chat with the way back. One in the bin cannot be read, so it is no link. */
function PutAwayRow({ chat, onDestroy }: { chat: ChatSummary; onDestroy: () => void }) {
  const t = useTranslations('shell.archive-page')
  const shell = useTranslations('shell')
  const format = useFormatter()
  const actions = useChatActions()
  const title = chat.title || shell('untitled')
  const [now] = useState(() => Date.now())
  const isInBin = chat.deletedAt !== undefined
  const days = chat.deletedAt
    ? Math.max(0, Math.ceil(binDays - (now - Date.parse(chat.deletedAt)) / dayMs))
    : 0
  async function restore() {
    const isBack = isInBin
      ? await actions.restore([chat])
      : await actions.change([chat], { archived: false })
    if (isBack) toast.success(t('restored', { title }))
  }
  return (
    <li className="flex items-center gap-2 px-4 py-2.5">
      <span className="min-w-0 flex-1">
        {isInBin ? (
          <span className="block truncate text-sm">{title}</span>
        ) : (
          <Link href={`/chat/${chat.id}`} className="block truncate text-sm hover:underline">
            {title}
          </Link>
        )}
        <span className="text-muted-foreground text-xs">
          {isInBin
            ? t('days-left', { days })
            : format.dateTime(new Date(chat.updatedAt), { dateStyle: 'medium' })}
        </span>
      </span>
      <IconButton
        label={`${t(isInBin ? 'restore' : 'unarchive')}: ${title}`}
        onClick={() => void restore()}
        data-testid="restore"
      >
        <ArchiveRestore />
      </IconButton>
      <IconButton
        label={`${isInBin ? t('delete') : shell('delete')}: ${title}`}
        onClick={isInBin ? onDestroy : () => void actions.remove([chat])}
      >
        <Trash2 />
      </IconButton>
    </li>
  )
}
