'use client'

import { useRef } from 'react'

/** Gives the focus back to where it was when a dialog opened; from a menu, to the menu's button. */
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
