'use client'

import { Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LeftOutServer } from '#lib/contracts/agents/mcp-server.ts'

/** MCP servers whose tools the answer had to do without, and why. */
export function LeftOutServers({ servers }: { servers: LeftOutServer[] }) {
  const t = useTranslations('answer.left-out')
  return (
    <ul className="mt-2 text-[13px] text-muted-foreground leading-5" data-testid="left-out-servers">
      {servers.map(({ name, reason }) => (
        <li key={name} className="flex items-start gap-1.5">
          <Unplug aria-hidden className="mt-1 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{t(reason, { name })}</span>
        </li>
      ))}
    </ul>
  )
}
