'use client'

import { Folder as FolderIcon, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useShowChat } from '#components/app/open-in-place.ts'
import { IconButton } from '#components/ui/button.tsx'
import type { Folder } from '#lib/contracts/chat/folder.ts'

/** Says above the composer in which folder the new chat will be. */
export function FolderNote({ folder }: { folder: Folder }) {
  const t = useTranslations('shell.folders')
  const showChat = useShowChat()
  return (
    <div
      className="mb-2 flex items-center gap-2 rounded-md bg-muted py-1 pr-1 pl-3 text-muted-foreground text-sm"
      data-testid="folder-note"
    >
      <FolderIcon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{t('in', { name: folder.name })}</span>
      <IconButton label={t('leave')} onClick={() => showChat('/')}>
        <X />
      </IconButton>
    </div>
  )
}
