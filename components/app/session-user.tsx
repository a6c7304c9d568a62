'use client'

import { createContext, useContext } from 'react'

export interface PageUser {
  id: string
  name: string
  email: string
  role: 'admin' | 'user'
}

export const PageUserContext = createContext<PageUser | null>(null)

/** The signed-in user. */
export function usePageUser(): PageUser {
  const user = useContext(PageUserContext)
  if (!user) throw new Error('usePageUser needs the app shell.')
  return user
}
