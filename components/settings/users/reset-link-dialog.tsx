'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ResetLink, User } from '#lib/contracts/account/user.ts'

/** Makes a reset link for an account when it opens, and shows it once. */
export function ResetLinkDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const t = useTranslations('settings.users')
  const format = useFormatter()
  const link = useNewLink(user, onClose)
  const [isCopied, setIsCopied] = useState(false)
  const address = link && new URL(link.url, window.location.origin).href
  const until = link
    ? format.dateTime(new Date(link.expiresAt), { dateStyle: 'medium', timeStyle: 'short' })
    : ''

  async function copy() {
    await navigator.clipboard
      .writeText(address ?? '')
      .then(() => setIsCopied(true))
      .catch(() => toast.error(t('copyFailed')))
  }

  return (
    <Dialog
      open={user !== null}
      onOpenChange={() => {
        setIsCopied(false)
        onClose()
      }}
    >
      <DialogContent title={t('resetLinkTitle', { name: user?.name ?? '' })}>
        <div className="mt-4 flex flex-col gap-4">
          {address ? (
            <>
              <p className="text-muted-foreground text-sm leading-6">
                {t('resetLinkText', { until })}
              </p>
              <code
                className="wrap-anywhere select-all rounded-md border bg-muted p-3 text-sm"
                data-testid="reset-link"
              >
                {address}
              </code>
            </>
          ) : (
            <Skeleton className="h-24" />
          )}
          <div className="flex justify-end gap-2">
            <Button variant="outline" disabled={!address} onClick={() => void copy()}>
              {t(isCopied ? 'resetLinkCopied' : 'resetLinkCopy')}
            </Button>
            <Button onClick={onClose}>{t('resetLinkDone')}</Button>
          </div>
        </div>
      </DialogContent>
    </Dialog>
  )
}

/** A link that is made for the user; null until then. */
function useNewLink(user: User | null, onFailure: () => void): ResetLink | null {
  const errorText = useErrorText()
  const [link, setLink] = useState<(ResetLink & { userId: string }) | null>(null)
  const userId = user?.id
  const fail = useEffectEvent((error: unknown) => {
    toast.error(errorText(error))
    onFailure()
  })
  useEffect(() => {
    setLink(null)
    if (!userId) return
    callApi<ResetLink>('POST', `/api/users/${userId}/reset-link`).then(
      (made) => setLink({ ...made, userId }),
      (error: unknown) => fail(error),
    )
  }, [userId])
  return link?.userId === userId ? link : null
}
