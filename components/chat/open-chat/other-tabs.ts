import { mutate } from 'swr'
import { reloadChats } from '#components/app/use-chats.ts'

let channel: BroadcastChannel | undefined

function openChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel('lumos-turns')
  return channel
}

/** Tells this browser's other tabs that a chat's turn began, or went on, or ended. */
export function tellOtherTabs(chatPath: string): void {
  openChannel().postMessage(chatPath)
}

/**
 * Reads a chat anew when another tab asked or answered in it, and so joins the turn.
 * A hidden tab does that when it is looked at again: each stream takes one of the browser's few
 * connections.
 * @returns a function that ends it
 */
export function listenToOtherTabs(): () => void {
  const tabs = openChannel()
  const onMessage = ({ data }: MessageEvent<string>) => {
    if (document.visibilityState !== 'visible') return
    void mutate(data)
    void reloadChats()
  }
  tabs.addEventListener('message', onMessage)
  return () => tabs.removeEventListener('message', onMessage)
}
