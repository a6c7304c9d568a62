'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.ts'

const shownMs = 1_500

/**
 * Copies a message: as it was written, and as rich text for programs that take it.
 * @param html finds the rich text, given the button
 */
export function CopyButton({ text, html }: { text: string; html?: (button: Element) => string }) {
  const t = useTranslations('chat')
  const [isCopied, setIsCopied] = useState(false)
  async function copy(button: Element) {
    try {
      if (html) await navigator.clipboard.write([toItem(text, html(button))])
      else await navigator.clipboard.writeText(text)
      setIsCopied(true)
      setTimeout(() => setIsCopied(false), shownMs)
    } catch {
      toast.error(t('copy-failed'))
    }
  }
  return (
    <IconButton
      label={isCopied ? t('copied') : t('copy')}
      onClick={(event) => void copy(event.currentTarget)}
    >
      {isCopied ? <Check /> : <Copy />}
    </IconButton>
  )
}

function toItem(text: string, html: string): ClipboardItem {
  return new ClipboardItem({
    'text/plain': new Blob([text], { type: 'text/plain' }),
    'text/html': new Blob([html], { type: 'text/html' }),
  })
}
