'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** What the browser offers; false on the server and until the page is interactive. */
export function useBrowserHas(test: () => boolean): boolean {
  return useSyncExternalStore(never, test, () => false)
}
