'use client'

import { FolderPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { Folder } from '#lib/contracts/chat/folder.ts'
import { FolderForm } from './folder-form.tsx'
import { FolderSection } from './folder-section.tsx'
import { ListSection } from './list-section.tsx'
import { useFolders } from './use-folders.ts'

/** The user's folders, each with its chats. */
export function FolderList({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const t = useTranslations('shell')
  const folders = useFolders()
  const [edited, setEdited] = useState<Folder | 'new' | null>(null)
  const close = () => setEdited(null)
  const action = (
    <IconButton
      label={t('folders.new')}
      className="-mb-1.5"
      onClick={() => setEdited('new')}
      data-testid="new-folder"
    >
      <FolderPlus className="text-muted-foreground" />
    </IconButton>
  )
  return (
    <ListSection title={t('folders.title')} action={action}>
      <ul>
        {folders?.map((folder) => (
          <FolderSection
            key={folder.id}
            folder={folder}
            onNavigate={onNavigate}
            onEdit={() => setEdited(folder)}
          />
        ))}
      </ul>
      <Dialog open={edited !== null} onOpenChange={(isOpen) => !isOpen && close()}>
        <DialogContent title={edited === 'new' ? t('folders.new') : t('folders.edit')}>
          {edited && (
            <FolderForm
              folder={edited === 'new' ? null : edited}
              onSaved={close}
              onCancel={close}
            />
          )}
        </DialogContent>
      </Dialog>
    </ListSection>
  )
}
