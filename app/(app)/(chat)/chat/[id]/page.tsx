/** A chat; see the layout. */
export default function ChatPage() {
  return null
}
