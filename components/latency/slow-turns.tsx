'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { Waterfall } from '#components/chat/waterfall/waterfall.tsx'
import { LoadError } from '#components/settings/load-error.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { BrowserTiming } from '#lib/contracts/latency/timing.ts'
import type { Turn } from '#lib/contracts/latency/turn.ts'
import { useSlowTurns } from './use-latency.ts'

/** The turns with the longest wait; each opens its trace. */
export function SlowTurns({
  query,
  agentName,
}: {
  query: string
  agentName: (id: string) => string
}) {
  const t = useTranslations('latency.slow')
  const format = useFormatter()
  const turns = useSlowTurns(query).data?.items ?? []
  const [opened, setOpened] = useState<string | null>(null)
  if (turns.length === 0) return null
  return (
    <section aria-label={t('title')}>
      <h2 className="mb-2 font-semibold text-[15px]">{t('title')}</h2>
      <Table label={t('title')}>
        <thead>
          <tr>
            <Th>{t('when')}</Th>
            <Th className="text-right">TTFB</Th>
            <Th className="text-right">{t('wait')}</Th>
            <Th>{t('agent')}</Th>
            <Th>{t('model')}</Th>
          </tr>
        </thead>
        <tbody>
          {turns.map(({ id, startedAt, agentId, model, ttfbMs, waitMs }) => (
            <tr key={id}>
              <Td className="whitespace-nowrap">
                <button
                  type="button"
                  className="underline decoration-border underline-offset-4 hover:decoration-foreground"
                  onClick={() => setOpened(id)}
                >
                  {format.dateTime(new Date(startedAt), {
                    month: 'short',
                    day: 'numeric',
                    hour: '2-digit',
                    minute: '2-digit',
                    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
                  })}
                </button>
              </Td>
              <Td className="whitespace-nowrap text-right font-medium tabular-nums">
                {formatMs(ttfbMs)}
              </Td>
              <Td className="whitespace-nowrap text-right tabular-nums">
                {waitMs === null ? '–' : formatMs(waitMs)}
              </Td>
              <Td className="max-w-48 truncate">{agentName(agentId ?? '')}</Td>
              <Td className="max-w-64 truncate">{model}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Dialog open={opened !== null} onOpenChange={() => setOpened(null)}>
        {opened && (
          <DialogContent title={t('trace')}>
            <Trace turnId={opened} />
          </DialogContent>
        )}
      </Dialog>
    </section>
  )
}

function Trace({ turnId }: { turnId: string }) {
  const { data, error, mutate } = useSWR<Turn, Error>(`/api/turns/${turnId}`, fetchApi)
  if (error) return <LoadError error={error} onRetry={() => mutate()} />
  if (!data) return <Skeleton className="mt-4 h-72" />
  const timing = { ...data, turnId: data.id, totalMs: data.totalMs ?? 0 }
  return (
    <div className="mt-4">
      <Waterfall timing={timing} browser={browserOf(data)} />
    </div>
  )
}

/** Not validated: `POST /api/turns/:id/browser` validated it. */
function browserOf({ metadata }: Turn): BrowserTiming | undefined {
  return metadata.browser as BrowserTiming | undefined
}
