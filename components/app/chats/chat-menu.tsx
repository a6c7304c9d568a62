'use client'

import {
  Archive,
  ArchiveRestore,
  Brain,
  Download,
  Ellipsis,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Share2,
  SquareCheck,
  Trash2,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ShareDialog } from '#components/share/share-dialog.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import { HoldLists } from './held-lists.ts'
import { MoveDialog } from './move-dialog.tsx'
import { useSelection } from './selection.ts'
import { useChatActions } from './use-chat-actions.ts'

const exportFormats = { markdown: 'md', html: 'html', json: 'json' } as const

/** What can be done with a chat of the list. */
export function ChatMenu({ chat, onRename }: { chat: ChatSummary; onRename: () => void }) {
  const t = useTranslations('shell')
  const shareWords = useTranslations('share')
  const actions = useChatActions()
  const { toggle } = useSelection()
  const [dialog, setDialog] = useState<'share' | 'move' | null>(null)
  const close = () => setDialog(null)
  async function switchMemory() {
    if (await actions.setMemory(chat, !chat.memory))
      toast.success(t(chat.memory ? 'memory-is-off' : 'memory-is-on'))
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('chat-actions', { title: chat.title })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <HoldLists />
        <MenuItem onSelect={onRename}>
          <Pencil /> {t('rename')}
        </MenuItem>
        <MenuItem onSelect={() => void actions.change([chat], { pinned: !chat.pinned })}>
          {chat.pinned ? <PinOff /> : <Pin />} {t(chat.pinned ? 'unpin' : 'pin')}
        </MenuItem>
        <MenuItem onSelect={() => setDialog('move')}>
          <FolderInput /> {t('move')}
        </MenuItem>
        {chat.archived ? (
          <MenuItem onSelect={() => void actions.change([chat], { archived: false })}>
            <ArchiveRestore /> {t('unarchive')}
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => void actions.archive([chat])}>
            <Archive /> {t('archive')}
          </MenuItem>
        )}
        <MenuItem onSelect={() => toggle(chat)}>
          <SquareCheck /> {t('select')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => void switchMemory()}>
          <Brain /> {t(chat.memory ? 'memory-off' : 'memory-on')}
        </MenuItem>
        <MenuItem onSelect={() => setDialog('share')}>
          <Share2 /> {shareWords('share')}
        </MenuItem>
        {(['markdown', 'html', 'json'] as const).map((format) => (
          <MenuItem key={format} asChild>
            <a href={`/api/chats/${chat.id}/export?format=${exportFormats[format]}`} download>
              <Download /> {shareWords('export')}: {shareWords(format)}
            </a>
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => void actions.remove([chat])} className="text-danger">
          <Trash2 /> {t('delete')}
        </MenuItem>
      </Menu>
      {dialog === 'share' && <ShareDialog chatId={chat.id} onClose={close} />}
      {dialog === 'move' && <MoveDialog chats={[chat]} onClose={close} />}
    </>
  )
}
