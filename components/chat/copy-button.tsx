'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.ts'

const shownMs = 1_500

export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('chat')
  const [isCopied, setIsCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
      setTimeout(() => setIsCopied(false), shownMs)
    } catch {
      toast.error(t('copy-failed'))
    }
  }
  return (
    <IconButton label={isCopied ? t('copied') : t('copy')} onClick={() => void copy()}>
      {isCopied ? <Check /> : <Copy />}
    </IconButton>
  )
}
