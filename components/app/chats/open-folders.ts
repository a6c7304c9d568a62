'use client'

const key = 'lumos-open-folders'

/** Ids of the folders that are open in the list, per browser. */
function read(): string[] {
  return JSON.parse(localStorage.getItem(key) ?? '[]') as string[]
}

export function isFolderOpen(id: string): boolean {
  return typeof window !== 'undefined' && read().includes(id)
}

export function rememberFolder(id: string, isOpen: boolean): void {
  const others = read().filter((other) => other !== id)
  localStorage.setItem(key, JSON.stringify(isOpen ? [...others, id] : others))
}
