'use client'

import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type { Folder } from '#lib/contracts/chat/folder.ts'

export const foldersPath = '/api/folders'

/** The user's folders by name; undefined until they are loaded. */
export function useFolders(): Folder[] | undefined {
  return useSWR<{ items: Folder[] }>(foldersPath, fetchApi).data?.items
}
