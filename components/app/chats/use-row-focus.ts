'use client'

import { type RefObject, useEffect } from 'react'

/** Marks the row of a chat in the lists. */
export const rowAttribute = 'data-chat-row'

/**
 * Keeps the focus of a keyboard user in the lists of chats when its row moves to another section or
 * goes away: it follows the row, or else stays at the row that took its place.
 */
export function useRowFocus(lists: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = lists.current
    if (!element) return
    let last: { control: Element; chatId: string; position: number; isButton: boolean } | null =
      null
    const rows = () => [...element.querySelectorAll(`[${rowAttribute}]`)]
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest(`[${rowAttribute}]`) : null
      last = row && {
        control: target as Element,
        chatId: row.getAttribute(rowAttribute) ?? '',
        position: rows().indexOf(row),
        isButton: target instanceof HTMLButtonElement,
      }
    }
    const forget = () => {
      last = null
    }
    const observer = new MutationObserver(() => {
      if (!last || last.control.isConnected || document.activeElement !== document.body) return
      const all = rows()
      const { chatId, position, isButton } = last
      const same = all.find((row) => row.getAttribute(rowAttribute) === chatId)
      const row = same ?? all[Math.min(position, all.length - 1)]
      row?.querySelector<HTMLElement>(isButton ? 'button' : 'a')?.focus()
    })
    observer.observe(element, { childList: true, subtree: true })
    element.addEventListener('focusin', onFocus)
    // A press elsewhere takes the focus away on purpose.
    document.addEventListener('pointerdown', forget)
    return () => {
      observer.disconnect()
      element.removeEventListener('focusin', onFocus)
      document.removeEventListener('pointerdown', forget)
    }
  }, [lists])
}
