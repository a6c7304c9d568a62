'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { Instance } from '#lib/contracts/instance.ts'

export function InstanceTable({ instances }: { instances: Instance[] }) {
  const t = useTranslations('settings.instances')
  const format = useFormatter()
  return (
    <div className="[&>div]:bg-card" data-testid="instance-table">
      <Table label={t('title')}>
        <thead>
          <tr>
            <Th>{t('instance')}</Th>
            <Th>{t('startedAt')}</Th>
            <Th className="whitespace-nowrap">{t('lastSeenAt')}</Th>
            <Th className="whitespace-nowrap text-right">{t('runs')}</Th>
          </tr>
        </thead>
        <tbody>
          {instances.map(({ id, version, startedAt, lastSeenAt, runs }) => (
            <tr key={id} data-testid="instance-row">
              <Td className="whitespace-nowrap">
                <div className="font-mono text-[13px]" title={id}>
                  {id.slice(0, 8)}
                </div>
                <div className="text-[13px] text-muted-foreground">{t('version', { version })}</div>
              </Td>
              <Td className="whitespace-nowrap">
                <time dateTime={startedAt}>
                  {format.dateTime(new Date(startedAt), {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                  })}
                </time>
              </Td>
              <Td className="whitespace-nowrap">
                <time dateTime={lastSeenAt}>
                  {format.dateTime(new Date(lastSeenAt), { timeStyle: 'medium' })}
                </time>
              </Td>
              <Td className="text-right tabular-nums">{format.number(runs)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
