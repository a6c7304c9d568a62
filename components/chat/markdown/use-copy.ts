'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from '#components/ui/toast.ts'

const shownMs = 1_500

/** Copies text, with HTML if there is some, and shows a confirmation for a moment. */
export function useCopy() {
  const t = useTranslations('answer')
  const [isCopied, setIsCopied] = useState(false)
  async function write(text: string, html?: string) {
    try {
      if (html === undefined) await navigator.clipboard.writeText(text)
      else {
        const asBlob = (content: string, type: string) => new Blob([content], { type })
        const item = {
          'text/plain': asBlob(text, 'text/plain'),
          'text/html': asBlob(html, 'text/html'),
        }
        await navigator.clipboard.write([new ClipboardItem(item)])
      }
      setIsCopied(true)
      setTimeout(() => setIsCopied(false), shownMs)
    } catch {
      toast.error(t('copy-failed'))
    }
  }
  return { isCopied, copy: (text: string, html?: string) => void write(text, html) }
}
