'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { FormSection } from '#components/settings/section.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Share } from '#lib/contracts/chat/share.ts'

/** The chats that the user shares by link. */
export function SharedLinks() {
  const t = useTranslations('account')
  const format = useFormatter()
  const errorText = useErrorText()
  const shares = useSWR<{ items: Share[] }, Error>('/api/shares', fetchApi)
  const items = shares.data?.items ?? []
  if (items.length === 0) return null

  async function end(id: string) {
    try {
      await callApi('DELETE', `/api/shares/${id}`)
    } catch (error) {
      toast.error(errorText(error))
    }
    await shares.mutate()
  }

  return (
    <FormSection as="h2" title={t('links')} text={t('linksText')}>
      <ul className="flex flex-col gap-3">
        {items.map(({ id, url, chatTitle, includesLater, createdAt }) => (
          <li key={id} className="flex items-center gap-3">
            <div className="min-w-0 flex-1">
              <Link
                href={url}
                prefetch={false}
                className="wrap-anywhere font-medium text-sm underline"
              >
                {chatTitle}
              </Link>
              <div className="text-[13px] text-muted-foreground">
                {t(includesLater ? 'liveLink' : 'snapshotLink')}
                {' · '}
                {format.dateTime(new Date(createdAt), { dateStyle: 'medium' })}
              </div>
            </div>
            <IconButton label={t('endLink', { title: chatTitle })} onClick={() => void end(id)}>
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
