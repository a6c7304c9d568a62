import type { ReactNode } from 'react'
import { ChatScreen } from '#components/chat/chat-screen.tsx'

/** Shows every chat; the pages below it only give them their addresses. */
export default function ChatLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ChatScreen />
      {children}
    </>
  )
}
