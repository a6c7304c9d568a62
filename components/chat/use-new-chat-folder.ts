'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useFolders } from '#components/app/chats/use-folders.ts'
import type { Folder } from '#lib/contracts/chat/folder.ts'
import type { OpenChat } from './open-chat/open-chat.ts'

/** The folder that the address names for a new chat (`/?folder=ID`). */
export function useNewChatFolder(openChat: OpenChat): Folder | undefined {
  const id = useSearchParams().get('folder')
  const folder = useFolders()?.find((each) => each.id === id)
  const folderId = folder?.id
  useEffect(() => {
    // The address changes with the first message, whose request still needs the folder.
    if (openChat.chat.messages.length === 0) openChat.folderId = folderId
  }, [openChat, folderId])
  return folder
}
