'use client'

import { Archive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { Table, Th } from '#components/ui/table.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Backup } from '#lib/contracts/backup.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { useSettings } from '../use-settings.ts'
import { BackupRow } from './backup-row.tsx'
import { BackupSchedule } from './backup-schedule.tsx'

/** Polling interval while a backup runs, milliseconds. */
const lookMs = 1_000

/** The instance's backups: schedule, list, and a button to create one. */
export function BackupPage() {
  const t = useTranslations('settings.backups')
  const errorText = useErrorText()
  const settings = useSettings()
  const backups = useSWR<{ items: Backup[] }, Error>('/api/backups', fetchApi, {
    refreshInterval: (list) =>
      list?.items.some(({ status }) => status === 'running') ? lookMs : 0,
  })
  const items = backups.data?.items
  const isRunning = items?.some(({ status }) => status === 'running') ?? false

  async function start() {
    try {
      await callApi('POST', '/api/backups')
    } catch (error) {
      toast.error(errorText(error))
    }
    await backups.mutate()
  }

  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <Button onClick={() => void start()} disabled={!items || isRunning} data-testid="back-up">
          <Archive aria-hidden /> {isRunning ? t('running') : t('start')}
        </Button>
      </PageHead>
      {settings.data && <BackupSchedule settings={settings.data} onSave={settings.save} />}
      {backups.error && !items && (
        <LoadError error={backups.error} onRetry={() => backups.mutate()} />
      )}
      {!items && !backups.error && <Skeleton className="h-44 rounded-lg" />}
      {items?.length === 0 && (
        <EmptyState icon={<Archive />} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <div className="[&>div]:bg-card" data-testid="backup-table">
          <Table label={t('title')}>
            <thead>
              <tr>
                <Th>{t('when')}</Th>
                <Th>{t('state')}</Th>
                <Th className="text-right max-sm:hidden">{t('size')}</Th>
                <Th>
                  <span className="sr-only">{t('actions')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {items.map((backup) => (
                <BackupRow key={backup.id} backup={backup} onChanged={() => backups.mutate()} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      <p className="mt-4 text-[13px] text-muted-foreground leading-5">{t('restoreHelp')}</p>
    </>
  )
}
