'use client'

import { ImageOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/**
 * An image's address can carry data to another host. The image loads only after the user has seen
 * the host and agreed; `data:` addresses are shown at once.
 */
export function AnswerImage({ src, alt }: ComponentProps<'img'>) {
  const t = useTranslations('answer')
  const [isAllowed, setIsAllowed] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  if (typeof src !== 'string' || src === '') return <span>{alt}</span>
  const isInline = /^data:image\/(?!svg)/i.test(src)
  if ((isAllowed || isInline) && !hasFailed) {
    return (
      <img
        src={src}
        alt={alt ?? ''}
        referrerPolicy="no-referrer"
        onError={() => setHasFailed(true)}
        className="max-w-full rounded-md"
      />
    )
  }
  const host = hostOf(src)
  return (
    <span
      className="my-1 inline-flex max-w-full flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border px-3 py-2 text-muted-foreground text-sm"
      data-testid="answer-image"
    >
      <ImageOff className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0">
        <span className="block truncate">{alt || t('image')}</span>
        <span className="block truncate text-xs">
          {hasFailed ? t('image-failed', { host }) : host}
        </span>
      </span>
      {host && (
        <Button
          variant="outline"
          size="sm"
          className="answer-tool"
          onClick={() => {
            setHasFailed(false)
            setIsAllowed(true)
          }}
        >
          {t(hasFailed ? 'try-again' : 'load-image')}
        </Button>
      )}
    </span>
  )
}

function hostOf(src: string): string {
  const url = URL.parse(src)
  return url && /^https?:$/.test(url.protocol) ? url.host : ''
}
