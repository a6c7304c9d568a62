'use client'

import { Folder as FolderIcon, FolderMinus, FolderPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { FolderForm } from './folder-form.tsx'
import { useChatActions } from './use-chat-actions.ts'
import { useFolders } from './use-folders.ts'

/** Chooses a folder for chats, or makes one for them. */
export function MoveDialog({
  chats,
  onClose,
  onMoved,
}: {
  /** Null while nothing is moved. */
  chats: ChatSummary[] | null
  onClose: () => void
  onMoved?: () => void
}) {
  const t = useTranslations('shell')
  const folders = useFolders()
  const actions = useChatActions()
  const [isNew, setIsNew] = useState(false)
  const close = () => {
    setIsNew(false)
    onClose()
  }
  const move = (folderId: string | null) => {
    if (chats) void actions.change(chats, { folderId })
    close()
    onMoved?.()
  }
  const isOnlyIn = (folderId: string | null) => chats?.every((chat) => chat.folderId === folderId)
  const choices = [
    ...(folders ?? []).map(({ id, name }) => ({ id, name, Icon: FolderIcon })),
    { id: null, name: t('folders.none'), Icon: FolderMinus },
  ]
  return (
    <Dialog open={chats !== null} onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent title={t('move')} description={t('folders.move-text')}>
        {isNew ? (
          <FolderForm
            folder={null}
            onSaved={({ id }) => move(id)}
            onCancel={() => setIsNew(false)}
          />
        ) : (
          <ul className="mt-4 flex max-h-[50dvh] flex-col gap-1 overflow-y-auto">
            {choices.map(({ id, name, Icon }) => (
              <li key={id}>
                <Button
                  variant="ghost"
                  className="w-full justify-start"
                  aria-current={isOnlyIn(id) ? 'true' : undefined}
                  disabled={isOnlyIn(id)}
                  onClick={() => move(id)}
                >
                  <Icon /> <span className="truncate">{name}</span>
                </Button>
              </li>
            ))}
            <li>
              <Button
                variant="outline"
                className="mt-2 w-full justify-start"
                onClick={() => setIsNew(true)}
              >
                <FolderPlus /> {t('folders.new')}
              </Button>
            </li>
          </ul>
        )}
      </DialogContent>
    </Dialog>
  )
}
