'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Longer messages are folded, characters. */
const mostChars = 3_000
const mostLines = 24
const foldedChars = 1_200
const foldedLines = 10

/** A message's text. A long text shows its beginning, and the rest on demand. */
export function FoldedText({ text }: { text: string }) {
  const t = useTranslations('chat')
  const [isOpen, setIsOpen] = useState(false)
  const isLong = text.length > mostChars || text.split('\n', mostLines + 1).length > mostLines
  if (!isLong) return text
  const beginning = text.slice(0, foldedChars).split('\n', foldedLines).join('\n')
  return (
    <>
      {isOpen ? text : `${beginning}…`}
      <Button
        variant="outline"
        size="sm"
        aria-expanded={isOpen}
        className="mt-2 flex"
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? t('fold') : t('unfold')}
      </Button>
    </>
  )
}
