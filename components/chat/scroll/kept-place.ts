import type { ReadingPlace } from './message-elements.ts'

const key = (chatId: string) => `lumos-place-${chatId}`

/** Where the chat was left in this tab; null at its end. It survives a reload. */
export function readPlace(chatId: string): ReadingPlace | null {
  if (typeof window === 'undefined') return null
  return JSON.parse(sessionStorage.getItem(key(chatId)) ?? 'null') as ReadingPlace | null
}

export function keepPlace(chatId: string, place: ReadingPlace | null): void {
  if (place) sessionStorage.setItem(key(chatId), JSON.stringify(place))
  else sessionStorage.removeItem(key(chatId))
}
