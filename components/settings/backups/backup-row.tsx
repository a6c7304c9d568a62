'use client'

import { Download, Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { useConfirm } from '#components/ui/confirm.tsx'
import { Td } from '#components/ui/table.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Backup } from '#lib/contracts/backup.ts'

const tones = { running: 'accent', complete: 'neutral', failed: 'danger' } as const
const bytesPerMegabyte = 1_000_000

export function BackupRow({ backup, onChanged }: { backup: Backup; onChanged: () => unknown }) {
  const t = useTranslations('settings.backups')
  const format = useFormatter()
  const errorText = useErrorText()
  const ask = useConfirm()
  const { id, status, bytes, rows, error, host, trigger, hasSecret } = backup
  const when = format.dateTime(new Date(backup.startedAt), {
    dateStyle: 'medium',
    timeStyle: 'short',
  })

  async function remove() {
    const question = {
      title: t('deleteTitle'),
      description: t('deleteText', { when }),
      action: t('delete'),
    }
    if (!(await ask(question))) return
    try {
      await callApi('DELETE', `/api/backups/${id}`)
    } catch (caught) {
      toast.error(errorText(caught))
    }
    await onChanged()
  }

  return (
    <tr data-testid="backup-row" data-status={status}>
      <Td className="whitespace-nowrap">
        <div>{when}</div>
        <div className="text-[13px] text-muted-foreground">{t(`triggers.${trigger}`)}</div>
      </Td>
      <Td className="w-full min-w-0">
        <Badge tone={tones[status]}>{t(`states.${status}`)}</Badge>
        <div aria-live="polite" className="wrap-anywhere mt-1 text-[13px] text-muted-foreground">
          {status === 'running' && t('rows', { rows })}
          {status === 'failed' && error}
          {status === 'complete' && (hasSecret ? t('withSecret') : t('withoutSecret'))}
          {status === 'complete' && !backup.isHere && ` ${t('elsewhere', { host })}`}
        </div>
      </Td>
      <Td className="whitespace-nowrap text-right tabular-nums max-sm:hidden">
        {bytes !== null && t('megabytes', { size: bytes / bytesPerMegabyte })}
      </Td>
      <Td className="whitespace-nowrap text-right">
        {backup.isHere && (
          <Button asChild variant="ghost" size="icon-sm">
            <a href={`/api/backups/${id}/file`} download aria-label={t('download', { when })}>
              <Download aria-hidden />
            </a>
          </Button>
        )}
        {status !== 'running' && (
          <IconButton label={t('deleteOf', { when })} onClick={() => void remove()}>
            <Trash2 />
          </IconButton>
        )}
      </Td>
    </tr>
  )
}
