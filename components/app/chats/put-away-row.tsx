'use client'

import { ArchiveRestore, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { binDays } from '#lib/contracts/chat/chat-limits.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'

const dayMs = 86_400_000

/** A chat with the way back. One in the bin cannot be read, so it is no link. */
export function PutAwayRow({
  chat,
  isSelected,
  onSelect,
  onRestore,
  onRemove,
}: {
  chat: ChatSummary
  isSelected: boolean
  onSelect: () => void
  onRestore: () => void
  onRemove: () => void
}) {
  const t = useTranslations('shell.archive-page')
  const shell = useTranslations('shell')
  const format = useFormatter()
  const [now] = useState(() => Date.now())
  const title = chat.title || shell('untitled')
  const isInBin = chat.deletedAt !== undefined
  const days = chat.deletedAt
    ? Math.max(0, Math.ceil(binDays - (now - Date.parse(chat.deletedAt)) / dayMs))
    : 0
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <input
        type="checkbox"
        checked={isSelected}
        onChange={onSelect}
        aria-label={t('select', { title })}
        className="size-4 shrink-0 accent-primary"
      />
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
      <span className="flex shrink-0">
        <IconButton label={`${t(isInBin ? 'restore' : 'unarchive')}: ${title}`} onClick={onRestore}>
          <ArchiveRestore />
        </IconButton>
        <IconButton
          label={`${isInBin ? t('delete') : shell('delete')}: ${title}`}
          onClick={onRemove}
        >
          <Trash2 />
        </IconButton>
      </span>
    </li>
  )
}
