import { mutate } from 'swr'
import { reloadChats } from '#components/app/use-chats.ts'

let channel: BroadcastChannel | undefined

function openChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel('lumos-turns')
  return channel
}

/** Notifies this browser's other tabs that a chat's turn began, progressed or ended. */
export function tellOtherTabs(chatPath: string): void {
  openChannel().postMessage(chatPath)
}

/**
 * Reloads a chat when another tab changed it, and so joins its turn. A hidden tab reloads when it
 * becomes visible, because each stream takes one of the browser's few connections per host.
 * @returns a function that stops listening
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
