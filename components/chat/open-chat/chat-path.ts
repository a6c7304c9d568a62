export function chatPath(chatId: string): string {
  return `/api/chats/${chatId}`
}
