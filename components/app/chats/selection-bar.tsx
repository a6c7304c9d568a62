'use client'

import { Archive, FolderInput, Trash2, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { Selection } from './selection.ts'
import { useChatActions } from './use-chat-actions.ts'

/** The actions on the selected chats. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const t = useTranslations('shell')
  const actions = useChatActions()
  const [isMoving, setIsMoving] = useState(false)
  if (!selection.chats) return null
  const chats = [...selection.chats.values()]
  const isEmpty = chats.length === 0
  const act = (work: (selected: typeof chats) => unknown) => {
    selection.end()
    void work(chats)
  }
  return (
    <div
      role="toolbar"
      aria-label={t('selection')}
      className="mx-2 mb-2 flex items-center gap-0.5 rounded-md border bg-card py-1 pr-1 pl-3 text-sm shadow-sm"
      data-testid="selection"
    >
      <span role="status" className="min-w-0 flex-1 truncate">
        {t('selected', { count: chats.length })}
      </span>
      <IconButton label={t('move')} disabled={isEmpty} onClick={() => setIsMoving(true)}>
        <FolderInput />
      </IconButton>
      <IconButton label={t('archive')} disabled={isEmpty} onClick={() => act(actions.archive)}>
        <Archive />
      </IconButton>
      <IconButton label={t('delete')} disabled={isEmpty} onClick={() => act(actions.remove)}>
        <Trash2 />
      </IconButton>
      <IconButton label={t('end-selection')} onClick={selection.end}>
        <X />
      </IconButton>
      <MoveDialog
        chats={isMoving ? chats : null}
        onClose={() => setIsMoving(false)}
        onMoved={selection.end}
      />
    </div>
  )
}
