'use client'

import { ChevronRight, Ellipsis, Pencil, SquarePen, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { mutate } from 'swr'
import { callApi } from '#components/api-client.ts'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useConfirm } from '#components/ui/confirm.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Folder } from '#lib/contracts/chat/folder.ts'
import { useShowChat } from '../open-in-place.ts'
import { reloadChats } from '../use-chats.ts'
import { FolderChats } from './folder-chats.tsx'
import { isFolderOpen, rememberFolder } from './open-folders.ts'
import { foldersPath } from './use-folders.ts'

/** A folder with its chats, which are loaded when it is opened. */
export function FolderSection({
  folder,
  onNavigate,
  onEdit,
}: {
  folder: Folder
  onNavigate?: (() => void) | undefined
  onEdit: () => void
}) {
  const t = useTranslations('shell')
  const confirm = useConfirm()
  const errorText = useErrorText()
  const showChat = useShowChat()
  const [isOpen, setIsOpen] = useState(() => isFolderOpen(folder.id))
  const listId = useId()
  const toggle = () => {
    rememberFolder(folder.id, !isOpen)
    setIsOpen(!isOpen)
  }
  async function remove() {
    const question = {
      title: t('folders.delete-title', { name: folder.name }),
      description: t('folders.delete-text'),
      action: t('delete'),
    }
    if (!(await confirm(question))) return
    try {
      await callApi('DELETE', `${foldersPath}/${folder.id}`)
      rememberFolder(folder.id, false)
      await Promise.all([mutate(foldersPath), reloadChats()])
    } catch (error) {
      toast.error(errorText(error))
    }
  }
  return (
    <li data-testid="folder">
      <div className="group relative flex items-center rounded-md hover:bg-muted">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={toggle}
          className="flex min-h-9 min-w-0 flex-1 items-center gap-1.5 rounded-md py-1.5 pr-9 pl-1.5 text-left text-sm"
        >
          <ChevronRight
            aria-hidden
            className={classNames(
              'size-4 shrink-0 text-muted-foreground transition-transform',
              isOpen && 'rotate-90',
            )}
          />
          <span className="truncate">{folder.name}</span>
        </button>
        <div className="absolute right-0.5 opacity-0 focus-within:opacity-100 group-hover:opacity-100 has-[[data-state=open]]:opacity-100 max-md:opacity-100">
          <Menu
            align="end"
            trigger={
              <IconButton label={t('folders.actions', { name: folder.name })}>
                <Ellipsis />
              </IconButton>
            }
          >
            <MenuItem
              onSelect={() => {
                showChat(`/?folder=${folder.id}`)
                onNavigate?.()
              }}
            >
              <SquarePen /> {t('folders.new-chat')}
            </MenuItem>
            <MenuItem onSelect={onEdit}>
              <Pencil /> {t('folders.edit')}
            </MenuItem>
            <MenuItem onSelect={() => void remove()} className="text-danger">
              <Trash2 /> {t('folders.delete')}
            </MenuItem>
          </Menu>
        </div>
      </div>
      <div id={listId} hidden={!isOpen} className="ml-3.5 border-l pl-1">
        {isOpen && <FolderChats folder={folder} onNavigate={onNavigate} />}
      </div>
    </li>
  )
}
