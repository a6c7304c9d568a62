'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Shows a secret to copy, which cannot be shown again. */
export function CopyOnce({
  secret,
  help,
  onDone,
}: {
  secret: string
  help: ReactNode
  onDone: () => void
}) {
  const t = useTranslations('common')
  const [isCopied, setIsCopied] = useState(false)

  async function copy() {
    await navigator.clipboard.writeText(secret)
    setIsCopied(true)
  }

  return (
    <div className="mt-4 flex flex-col gap-4">
      <code
        className="wrap-anywhere select-all rounded-md border bg-muted p-3 text-sm"
        data-testid="new-key-value"
      >
        {secret}
      </code>
      <p className="text-[13px] text-muted-foreground leading-5">{help}</p>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={() => void copy()}>
          {isCopied ? t('copied') : t('copy')}
        </Button>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </div>
  )
}
