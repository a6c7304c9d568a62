'use client'

import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

type FilePart = Extract<LumosMessage['parts'][number], { type: 'file' }>

/** An image made by the model: a data URL or a stored file, so no other host receives a request. */
export function GeneratedImage({ part }: { part: FilePart }) {
  const t = useTranslations('chat')
  if (!/^(data:image\/(png|jpeg|webp|gif);base64,|\/api\/files\/[0-9a-f-]+$)/.test(part.url))
    return null
  return (
    <img
      src={part.url}
      alt={t('generated-image')}
      className="my-3 max-h-[32rem] max-w-full rounded-lg border"
    />
  )
}
