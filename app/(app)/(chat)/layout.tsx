import type { ReactNode } from 'react'
import { PageTexts } from '#app/page-texts.tsx'
import { ChatScreen } from '#components/chat/chat-screen.tsx'

/**
 * Renders every chat. The pages below it only define the addresses, so that a chat stays mounted.
 */
export default function ChatLayout({ children }: { children: ReactNode }) {
  return (
    <PageTexts of={['common', 'shell', 'chat', 'answer', 'memories']}>
      <ChatScreen />
      {children}
    </PageTexts>
  )
}
