'use client'

import { CircleAlert, CircleCheck, LogIn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { McpServer, McpServerCheck, McpToolInfo } from '#lib/contracts/agents/mcp-server.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'

/** What the latest connection gave: tools, an error, or a sign-in. */
export function McpStatus({
  server: { status },
  check,
}: {
  server: McpServer
  check: McpServerCheck | undefined
}) {
  const t = useTranslations('settings.mcp')
  const isReady = check ? check.ok : status.state === 'ready'
  const error = check ? check.error : status.error
  if (!check && !error && !isReady) return null
  if (!isReady) {
    return (
      <div
        data-testid="mcp-check-result"
        className="flex flex-wrap items-center gap-x-2.5 gap-y-2 border-t bg-danger-soft px-4 py-3 text-sm leading-6 last:rounded-b-lg"
      >
        <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
        <span className="min-w-0 flex-1 break-words">
          {check?.signInUrl || status.state === 'sign-in' ? t('signInNeeded') : error}
        </span>
        {check?.signInUrl && (
          <Button size="sm" asChild>
            <a href={check.signInUrl}>
              <LogIn aria-hidden /> {t('signIn')}
            </a>
          </Button>
        )}
      </div>
    )
  }
  const tools = check?.tools ?? status.tools
  return (
    <div data-testid="mcp-check-result" className="border-t px-4 py-3 text-sm">
      {check?.connectMs != null && (
        <p className="mb-1.5 flex items-center gap-2.5">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          {t('checkOk', { connect: formatMs(check.connectMs), count: tools.length })}
        </p>
      )}
      <details className="text-muted-foreground text-xs">
        <summary className="w-fit rounded-sm py-1">{t('showTools')}</summary>
        <ul className="mt-1 flex max-h-72 flex-col gap-2 overflow-y-auto leading-5">
          {tools.map((tool) => (
            <ToolLine key={tool.name} tool={tool} />
          ))}
        </ul>
      </details>
    </div>
  )
}

function ToolLine({ tool }: { tool: McpToolInfo }) {
  const t = useTranslations('settings.mcp')
  return (
    <li className="break-words">
      <span className="font-mono text-foreground">{tool.name}</span>
      {' · '}
      {t(tool.readOnly ? 'reads' : 'writes')}
      <span className="line-clamp-2">{tool.description}</span>
    </li>
  )
}
