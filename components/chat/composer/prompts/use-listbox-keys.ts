'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

/**
 * Lets a field's keys move and choose in a list that is open for it, and tells screen readers of
 * both. The field stays a text field: HTML allows a `textarea` no other role.
 */
export function useListboxKeys({
  field,
  listId,
  count,
  words,
  onChoose,
  onClose,
}: {
  field: RefObject<HTMLTextAreaElement | null>
  listId: string
  /** How many options there are; the list is closed without any. */
  count: number
  /** With other words the first option is active again. */
  words: string
  onChoose: (index: number) => void
  onClose: () => void
}) {
  const [moved, setMoved] = useState({ to: 0, words })
  const active = moved.words === words ? Math.min(moved.to, count - 1) : 0
  const setActive = (to: number) => setMoved({ to, words })
  const idOf = (index: number) => `${listId}-${index}`
  const isOpen = count > 0
  const keys = useRef<(event: KeyboardEvent) => void>(undefined)
  const act = (key: string): boolean => {
    if (key === 'ArrowDown') setActive((active + 1) % count)
    else if (key === 'ArrowUp') setActive((active + count - 1) % count)
    else if (key === 'Enter' || key === 'Tab') onChoose(active)
    else if (key === 'Escape') onClose()
    else return false
    return true
  }
  useEffect(() => {
    keys.current = (event) => {
      const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing } = event
      if (isComposing || shiftKey || ctrlKey || metaKey || altKey || !act(key)) return
      event.preventDefault()
      // Otherwise Enter would send the message.
      event.stopPropagation()
    }
  })
  useEffect(() => {
    const { current } = field
    if (!current || !isOpen) return
    const onKey = (event: KeyboardEvent) => keys.current?.(event)
    const attributes = { autocomplete: 'list', haspopup: 'listbox', controls: listId }
    for (const [name, value] of Object.entries(attributes))
      current.setAttribute(`aria-${name}`, value)
    current.addEventListener('keydown', onKey)
    return () => {
      for (const name of Object.keys(attributes)) current.removeAttribute(`aria-${name}`)
      current.removeAttribute('aria-activedescendant')
      current.removeEventListener('keydown', onKey)
    }
  }, [field, isOpen, listId])
  useEffect(() => {
    if (!isOpen) return
    const id = `${listId}-${active}`
    field.current?.setAttribute('aria-activedescendant', id)
    document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [field, isOpen, listId, active])
  return { active, setActive, idOf }
}
