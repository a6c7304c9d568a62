'use client'

import { ChartLine, Table2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { ScrollArea } from '#components/ui/scroll-area.tsx'
import { useIsNear } from './use-is-near.ts'

/** A chart's data as a table. */
export interface ChartTable {
  head: string[]
  /** `key` is not shown. Shown labels may repeat, as the hours do when clocks are set back. */
  rows: { key: string; cells: string[] }[]
}

/**
 * A chart with its title and a switch to its data as a table. The chart is hidden from screen
 * readers, so nothing in it may take the focus.
 */
export function ChartCard({
  title,
  table,
  children,
}: {
  title: string
  table: ChartTable
  children: ReactNode
}) {
  const t = useTranslations('latency.charts')
  const id = useId()
  const [isTable, setIsTable] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isNear = useIsNear(place)
  const waiting = <Skeleton className="h-full rounded-md" />
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-lg border bg-card p-4">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 id={id} className="font-semibold text-[15px]">
          {title}
        </h2>
        <IconButton
          label={isTable ? t('asChart') : t('asTable')}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? <ChartLine /> : <Table2 />}
        </IconButton>
      </div>
      <div ref={place} className="h-64">
        {isTable ? (
          <ScrollArea label={title} className="h-full">
            <PlainTable table={table} />
          </ScrollArea>
        ) : (
          <>
            <div aria-hidden className="h-full">
              {isNear ? <Suspense fallback={waiting}>{children}</Suspense> : waiting}
            </div>
            <div className="sr-only">
              <PlainTable table={table} />
            </div>
          </>
        )}
      </div>
    </section>
  )
}

function PlainTable({ table: { head, rows } }: { table: ChartTable }) {
  return (
    <table className="w-full text-[13px] tabular-nums">
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col" className="py-1 pr-3 text-left font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} className="border-t">
            {cells.map((cell, index) => (
              <td key={head[index]} className="whitespace-nowrap py-1 pr-3">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
