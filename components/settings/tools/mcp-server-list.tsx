'use client'

import { Plus, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import type { McpServer } from '#lib/contracts/agents/mcp-server.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { McpServerForm } from './mcp-server-form.tsx'
import { McpServerRow } from './mcp-server-row.tsx'
import { useMcpCheck } from './use-mcp-check.ts'
import { useMcpServers } from './use-mcp-servers.ts'

/** All MCP servers, with what this instance knows of their connections. */
export function McpServerList() {
  const t = useTranslations('settings.mcp')
  const { data, error, mutate } = useMcpServers()
  const { checks, check } = useMcpCheck()
  const [edited, setEdited] = useState<McpServer | 'new' | null>(null)
  const servers = data?.items

  async function onSaved(server: McpServer) {
    setEdited(null)
    await mutate()
    await check(server.id)
  }

  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <Button onClick={() => setEdited('new')} data-testid="add-mcp-server">
          <Plus aria-hidden /> {t('add')}
        </Button>
      </PageHead>
      {error && !servers && <LoadError error={error} onRetry={() => mutate()} />}
      {!servers && !error && <Skeleton className="h-44 rounded-lg" />}
      {servers?.length === 0 && (
        <EmptyState icon={<Wrench aria-hidden />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
      {servers && servers.length > 0 && (
        <ul className="flex flex-col gap-3" data-testid="mcp-server-list">
          {servers.map((server) => (
            <McpServerRow
              key={server.id}
              server={server}
              state={checks[server.id]}
              onCheck={() => void check(server.id)}
              onEdit={() => setEdited(server)}
            />
          ))}
        </ul>
      )}
      <Dialog open={edited !== null} onOpenChange={(isOpen) => !isOpen && setEdited(null)}>
        <DialogContent
          title={edited === 'new' ? t('add') : t('editTitle', { name: edited?.name ?? '' })}
        >
          {edited && (
            <McpServerForm
              server={edited === 'new' ? undefined : edited}
              onCancel={() => setEdited(null)}
              onSaved={(server) => void onSaved(server)}
            />
          )}
        </DialogContent>
      </Dialog>
    </>
  )
}
