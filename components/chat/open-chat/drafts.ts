/** Storage key of a chat's unsent text, which survives a reload of the tab. */
const key = (name: string) => `lumos-draft-${name}`

export function readDraft(name: string): string | null {
  return sessionStorage.getItem(key(name))
}

export function saveDraft(name: string, text: string): void {
  sessionStorage.setItem(key(name), text)
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(key(name))
}
