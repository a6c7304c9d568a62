import type { FileUIPart } from 'ai'

/** An uploaded file of a draft. */
export interface DraftFile {
  part: FileUIPart
  isUnreadable: boolean
}

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

const filesKey = (name: string) => `lumos-draft-files-${name}`

export function readDraftFiles(name: string): DraftFile[] {
  return JSON.parse(sessionStorage.getItem(filesKey(name)) ?? '[]') as DraftFile[]
}

export function saveDraftFiles(name: string, files: DraftFile[]): void {
  if (files.length > 0) sessionStorage.setItem(filesKey(name), JSON.stringify(files))
  else sessionStorage.removeItem(filesKey(name))
}
