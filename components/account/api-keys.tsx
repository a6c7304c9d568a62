'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { LoadError } from '#components/settings/load-error.tsx'
import { FormSection } from '#components/settings/section.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useConfirm } from '#components/ui/confirm.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ApiKey } from '#lib/contracts/account/api-key.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'

/** The API keys with which programs act for the user. */
export function ApiKeys({ isAdmin }: { isAdmin: boolean }) {
  const t = useTranslations('account')
  const format = useFormatter()
  const errorText = useErrorText()
  const ask = useConfirm()
  const keys = useSWR<{ items: ApiKey[] }, Error>('/api/keys', fetchApi)
  const [isAdding, setIsAdding] = useState(false)
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium' })

  async function revoke({ id, name }: ApiKey) {
    const question = {
      title: t('revokeTitle', { name }),
      description: t('revokeText'),
      action: t('revoke'),
    }
    if (!(await ask(question))) return
    try {
      await callApi('DELETE', `/api/keys/${id}`)
    } catch (error) {
      toast.error(errorText(error))
    }
    await keys.mutate()
  }

  return (
    <FormSection as="h2" title={t('keys')} text={t('keysText')}>
      {keys.error && !keys.data && <LoadError error={keys.error} onRetry={() => keys.mutate()} />}
      {!keys.data && !keys.error && <Skeleton className="h-10" />}
      {keys.data && keys.data.items.length > 0 && (
        <ul className="flex flex-col gap-3" data-testid="api-keys">
          {keys.data.items.map((key) => (
            <li key={key.id} className="flex items-center gap-3">
              <div className="min-w-0 flex-1">
                <div className="flex flex-wrap items-center gap-2">
                  <span className="wrap-anywhere font-medium text-sm">{key.name}</span>
                  <code className="text-[13px] text-muted-foreground">{key.hint}</code>
                  {key.scopes.map((scope) => (
                    <Badge key={scope}>{t(`scopes.${scope}`)}</Badge>
                  ))}
                </div>
                <div className="text-[13px] text-muted-foreground">
                  {key.lastUsedAt ? t('lastUsed', { time: day(key.lastUsedAt) }) : t('neverUsed')}
                  {key.expiresAt && ` · ${t('expires', { time: day(key.expiresAt) })}`}
                </div>
              </div>
              <IconButton
                label={t('revokeOf', { name: key.name })}
                onClick={() => void revoke(key)}
              >
                <Trash2 />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button variant="outline" onClick={() => setIsAdding(true)} data-testid="new-key">
          {t('newKey')}
        </Button>
        <Link href="/account/api" className="text-accent text-sm underline">
          {t('api.link')}
        </Link>
      </div>
      <NewKeyDialog
        isOpen={isAdding}
        isAdmin={isAdmin}
        onClose={() => setIsAdding(false)}
        onMade={() => keys.mutate()}
      />
    </FormSection>
  )
}
