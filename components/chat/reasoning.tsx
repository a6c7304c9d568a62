'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'

/** A model's reasoning: open until the answer's text begins, folded afterwards. */
export function Reasoning({
  text,
  isThinking,
  thoughtMs,
}: {
  text: string
  isThinking: boolean
  thoughtMs: number | null
}) {
  const t = useTranslations('chat')
  const [isOpen, setIsOpen] = useState<boolean | null>(null)
  const isShown = isOpen ?? isThinking
  return (
    <details
      open={isShown}
      className="group mb-3 text-sm"
      data-testid="reasoning"
      onToggle={(event) => {
        if (event.currentTarget.open !== isShown) setIsOpen(event.currentTarget.open)
      }}
    >
      <summary className="inline-flex list-none items-center gap-1.5 rounded-md py-1 text-muted-foreground hover:text-foreground">
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
        {isThinking
          ? t('thinking')
          : thoughtMs === null
            ? t('thought')
            : t('thought-for', { time: formatMs(thoughtMs) })}
      </summary>
      <div className="mt-1.5 whitespace-pre-wrap border-l-2 pl-4 text-muted-foreground leading-6">
        {text}
      </div>
    </details>
  )
}
