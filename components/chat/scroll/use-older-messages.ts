'use client'

import { useCallback, useRef, useState } from 'react'
import type { OpenChat } from '../open-chat/open-chat.ts'

export interface OlderMessages {
  hasMore: boolean
  state: 'idle' | 'loading' | 'failed'
  load: () => void
}

/** The messages above the loaded ones. */
export function useOlderMessages(openChat: OpenChat): OlderMessages {
  const [state, setState] = useState<OlderMessages['state']>('idle')
  const isLoading = useRef(false)
  const load = useCallback(() => {
    if (isLoading.current) return
    isLoading.current = true
    setState('loading')
    openChat
      .loadOlder()
      .then(
        () => setState('idle'),
        () => setState('failed'),
      )
      .finally(() => {
        isLoading.current = false
      })
  }, [openChat])
  return { hasMore: openChat.loaded.nextCursor !== null, state, load }
}
