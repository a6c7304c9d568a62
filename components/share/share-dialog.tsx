'use client'

import { Copy, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Share } from '#lib/contracts/chat/share.ts'

/** The share links of a chat: create, copy and revoke them. */
export function ShareDialog({ chatId, onClose }: { chatId: string | null; onClose: () => void }) {
  const t = useTranslations('share')
  return (
    <Dialog open={chatId !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title={t('title')} description={t('text')}>
        {chatId && <ChatLinks chatId={chatId} />}
      </DialogContent>
    </Dialog>
  )
}

function ChatLinks({ chatId }: { chatId: string }) {
  const t = useTranslations('share')
  const errorText = useErrorText()
  const shares = useSWR<{ items: Share[] }, Error>(`/api/shares?chatId=${chatId}`, fetchApi)
  const items = shares.data?.items ?? []

  async function attempt(work: () => Promise<unknown>) {
    try {
      await work()
    } catch (error) {
      toast.error(errorText(error))
    }
    await shares.mutate()
  }
  async function copy({ url }: Pick<Share, 'url'>) {
    await navigator.clipboard.writeText(new URL(url, window.location.href).href)
    toast.success(t('copied'))
  }
  const make = (includesLater: boolean) =>
    attempt(async () => {
      await copy(await callApi<Share>('POST', `/api/chats/${chatId}/shares`, { includesLater }))
    })

  return (
    <div className="mt-4 flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={() => void make(false)} data-testid="share-snapshot">
          {t('snapshot')}
        </Button>
        <Button variant="outline" onClick={() => void make(true)} data-testid="share-live">
          {t('live')}
        </Button>
      </div>
      {shares.data && items.length === 0 && (
        <p className="text-muted-foreground text-sm">{t('none')}</p>
      )}
      {items.length > 0 && (
        <ul aria-label={t('made')} className="flex flex-col gap-2">
          {items.map((share) => (
            <li key={share.id} className="flex items-center gap-2 text-sm">
              <a
                href={share.url}
                target="_blank"
                rel="noreferrer"
                className="min-w-0 flex-1 truncate underline"
              >
                {t(share.includesLater ? 'follows' : 'asItWas')}
              </a>
              <IconButton label={t('copy')} onClick={() => void copy(share)}>
                <Copy />
              </IconButton>
              <IconButton
                label={t('end')}
                onClick={() => void attempt(() => callApi('DELETE', `/api/shares/${share.id}`))}
              >
                <Trash2 />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
