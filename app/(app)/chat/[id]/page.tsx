import { ChatPage } from '#components/chat/chat-page.tsx'

export default async function ExistingChatPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ChatPage chatId={id} />
}
