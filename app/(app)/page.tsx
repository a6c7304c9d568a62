import { NewChatPage } from '#components/chat/chat-page.tsx'

export default function HomePage() {
  return <NewChatPage />
}
