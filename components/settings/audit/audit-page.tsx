'use client'

import { Download, ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { Table, Th } from '#components/ui/table.tsx'
import { usePages } from '#components/use-pages.ts'
import type { AuditEntry } from '#lib/contracts/account/audit.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRetention } from './audit-retention.tsx'
import { AuditRow } from './audit-row.tsx'
import { useAuditFilter } from './use-audit-filter.ts'

/** The audit log: actions of admins and of users on their accounts. */
export function AuditPage() {
  const t = useTranslations('audit')
  const { filter, query, change } = useAuditFilter()
  const entries = usePages<AuditEntry>(`/api/audit?${query}`)
  const { items } = entries
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <ExportMenu query={query} isDisabled={!items || items.length === 0} />
      </PageHead>
      <AuditFilters filter={filter} onChange={change} />
      {entries.error && !items && <LoadError error={entries.error} onRetry={entries.reload} />}
      {!items && !entries.error && <Skeleton className="h-96 rounded-lg" />}
      {items?.length === 0 && (
        <EmptyState icon={<ScrollText />} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <div className="[&>div]:bg-card" data-testid="audit-table">
          <Table label={t('title')}>
            <thead>
              <tr>
                <Th>{t('when')}</Th>
                <Th className="whitespace-nowrap max-sm:hidden">{t('who')}</Th>
                <Th>{t('what')}</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((entry) => (
                <AuditRow key={entry.id} entry={entry} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {entries.hasMore && (
        <Button
          variant="outline"
          className="mt-4"
          disabled={entries.isLoadingMore}
          onClick={() => void entries.loadMore()}
        >
          {t('more')}
        </Button>
      )}
      <AuditRetention />
    </>
  )
}

function ExportMenu({ query, isDisabled }: { query: string; isDisabled: boolean }) {
  const t = useTranslations('audit')
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="outline" size="sm" disabled={isDisabled}>
          <Download aria-hidden /> {t('export')}
        </Button>
      }
    >
      {(['csv', 'json'] as const).map((format) => (
        <MenuItem key={format} asChild>
          <a href={`/api/audit/export?${query}&format=${format}`} download>
            {t(`formats.${format}`)}
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}
