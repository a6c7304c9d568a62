'use client'

import { useEffect, useState } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import { useOnDemand } from '#components/ui/use-on-demand.ts'
import { useShowChat } from '../open-in-place.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'

const palette = onDemand(() => import('./palette.tsx'))

/** Whether the key writes into a field. */
function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  )
}

/** The keyboard shortcuts of all pages: command palette, sheet, new chat, message field. */
export function Shortcuts() {
  const showChat = useShowChat()
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  const [isUsed, setIsUsed] = useState(false)
  const loaded = useOnDemand(palette, isUsed)
  useEffect(() => {
    const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
      const { metaKey, ctrlKey, shiftKey, altKey, code, key } = event
      const isMod = (metaKey || ctrlKey) && !altKey
      if (isMod && !shiftKey && code === 'KeyK') {
        return () => {
          setIsUsed(true)
          setOpen((now) => (now === 'palette' ? null : 'palette'))
        }
      }
      if (isMod && shiftKey && code === 'KeyO') return () => showChat('/')
      if (shiftKey && key === 'Escape') {
        const composer = document.querySelector<HTMLElement>('[data-testid=composer]')
        return composer ? () => composer.focus() : undefined
      }
      return key === '?' && !isMod && !isTyping(event) ? () => setOpen('sheet') : undefined
    }
    const onKey = (event: KeyboardEvent) => {
      const action = event.isComposing ? undefined : actionOf(event)
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [showChat])
  return (
    <>
      {loaded && (
        <loaded.Palette
          isOpen={open === 'palette'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : null)}
          onShowShortcuts={() => setOpen('sheet')}
        />
      )}
      <Dialog open={open === 'sheet'} onOpenChange={(isOpen) => setOpen(isOpen ? 'sheet' : null)}>
        <ShortcutSheet />
      </Dialog>
    </>
  )
}
