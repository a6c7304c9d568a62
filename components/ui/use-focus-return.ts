'use client'

import { useRef } from 'react'

/** Returns the focus to where it was before a dialog opened; if that was a menu, to its button. */
export function useFocusReturn() {
  const origin = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus() {
      const { activeElement } = document
      const menu = activeElement?.closest('[role=menu]')
      const button = document.getElementById(menu?.getAttribute('aria-labelledby') ?? '')
      origin.current = button ?? (activeElement instanceof HTMLElement ? activeElement : null)
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault()
      const isThere = origin.current?.isConnected && origin.current !== document.body
      const target = isThere ? origin.current : document.getElementById('content')
      target?.focus({ preventScroll: true })
    },
  }
}
