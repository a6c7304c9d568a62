'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { MenuItem } from '#components/ui/menu.tsx'
import type { McpServer } from '#lib/contracts/agents/mcp-server.ts'
import { CheckButton, RowMenu } from '../row-actions.tsx'
import { McpStatus } from './mcp-status.tsx'
import { useDeleteMcpServer } from './use-delete-mcp-server.ts'
import type { McpCheckState } from './use-mcp-check.ts'

/** A server with its address, its approval, and its tools or why there are none. */
export function McpServerRow({
  server,
  state,
  onCheck,
  onEdit,
}: {
  server: McpServer
  state: McpCheckState | undefined
  onCheck: () => void
  onEdit: () => void
}) {
  const t = useTranslations('settings.mcp')
  const common = useTranslations('common')
  const deleteServer = useDeleteMcpServer()
  const { name, url, command, args, status } = server
  const isRunning = state === 'running'
  const isReady = status.state === 'ready'
  const secrets = [...server.headerNames, ...server.envNames]

  return (
    <li className="rounded-lg border bg-card" data-testid="mcp-server" data-name={name}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="break-words font-medium text-sm">{name}</h3>
            <Badge tone={isReady || status.state === 'connecting' ? 'neutral' : 'danger'}>
              {isReady
                ? t('toolCount', { count: status.tools.length })
                : t(`states.${status.state === 'ready' ? 'connecting' : status.state}`)}
            </Badge>
          </div>
          <p className="mt-1 break-all text-muted-foreground text-xs leading-5">
            {url ?? [command, ...args].join(' ')}
          </p>
          <p className="flex flex-wrap items-center gap-x-3 text-muted-foreground text-xs leading-5">
            <span>{t(`approvals.${server.approval}`)}</span>
            {secrets.length > 0 && <span>{t('secrets', { names: secrets.join(', ') })}</span>}
            {server.signedIn && <span>{t('signedIn')}</span>}
          </p>
        </div>
        <div className="flex items-center gap-1">
          <CheckButton
            isRunning={isRunning}
            label={t('check')}
            runningLabel={t('checking')}
            onCheck={onCheck}
            testId="mcp-check"
          />
          <RowMenu label={t('actions', { name })}>
            <MenuItem onSelect={onEdit}>
              <Pencil /> {common('edit')}
            </MenuItem>
            <MenuItem onSelect={() => void deleteServer(server)}>
              <Trash2 /> {common('delete')}
            </MenuItem>
          </RowMenu>
        </div>
      </div>
      <div aria-live="polite">
        <McpStatus server={server} check={state === 'running' ? undefined : state} />
      </div>
    </li>
  )
}
