'use client'

import { Quote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { insertIntoComposer } from './composer/insertions.ts'
import { selectedText } from './markdown/copy-as-written.ts'

/** Distance from the selection and from the window's edge, pixels. */
const gap = 8
const room = 120

/** A button at a selection in an answer, which quotes it in the composer; Alt+Q does the same. */
export function QuoteButton() {
  const t = useTranslations('chat')
  const [place, setPlace] = useState<{ top: number; left: number } | null>(null)

  useEffect(() => {
    const follow = () => setPlace(placeOfSelection())
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyQ' || !placeOfSelection()) return
      event.preventDefault()
      quote()
    }
    document.addEventListener('selectionchange', follow)
    document.addEventListener('scroll', follow, { capture: true, passive: true })
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('selectionchange', follow)
      document.removeEventListener('scroll', follow, { capture: true })
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  if (!place) return null
  return (
    <Button
      variant="outline"
      size="sm"
      style={place}
      className="fixed z-10 shadow-md print:hidden"
      aria-keyshortcuts="Alt+Q"
      // A press would end the selection before the click.
      onPointerDown={(event) => event.preventDefault()}
      onClick={quote}
      data-testid="quote"
    >
      <Quote /> {t('quote')}
    </Button>
  )
}

function quote() {
  const lines = selectedText().trim().split('\n')
  insertIntoComposer(`${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`)
  document.getSelection()?.removeAllRanges()
}

/** Below the end of a selection that is within one answer; null without such a selection. */
function placeOfSelection(): { top: number; left: number } | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const around = range.commonAncestorContainer
  const element = around instanceof Element ? around : around.parentElement
  if (!element?.closest('[data-answer]') || selection.toString().trim() === '') return null
  const { bottom, right } = range.getBoundingClientRect()
  return {
    top: Math.max(gap, Math.min(bottom + gap, window.innerHeight - room)),
    left: Math.max(gap, Math.min(right, window.innerWidth - room)),
  }
}
