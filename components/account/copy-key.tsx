'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Shows a new key to copy; it cannot be shown again. */
export function CopyKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  const t = useTranslations('account')
  const [isCopied, setIsCopied] = useState(false)

  async function copy() {
    await navigator.clipboard.writeText(apiKey)
    setIsCopied(true)
  }

  return (
    <div className="mt-4 flex flex-col gap-4">
      <code
        className="wrap-anywhere select-all rounded-md border bg-muted p-3 text-sm"
        data-testid="new-key-value"
      >
        {apiKey}
      </code>
      <p className="text-[13px] text-muted-foreground leading-5">
        {t('keyUse', { address: `${window.location.origin}/v1` })}
      </p>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={() => void copy()}>
          {isCopied ? t('copied') : t('copy')}
        </Button>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </div>
  )
}
