'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useController } from 'react-hook-form'
import { SwitchRow } from '../form-fields.tsx'
import { useMcpServers } from '../tools/use-mcp-servers.ts'
import type { AgentValues } from './agent-values.ts'

/** The MCP servers whose tools the agent may call. */
export function McpFields() {
  const t = useTranslations('settings.agents.tools')
  const m = useTranslations('settings.mcp')
  const { field } = useController<AgentValues, 'mcpServers'>({ name: 'mcpServers' })
  const { data } = useMcpServers()
  const chosen = field.value ?? []
  const servers = data?.items ?? []
  return (
    <fieldset className="flex flex-col gap-5">
      <legend className="contents">
        <span className="font-medium text-sm">{t('mcp')}</span>
      </legend>
      <p className="-mt-4 text-[13px] text-muted-foreground leading-5">
        {servers.length === 0 ? t('noMcp') : t('mcpText')}{' '}
        <Link href="/settings/tools" className="underline underline-offset-4">
          {m('title')}
        </Link>
      </p>
      {servers.map(({ id, name, status, approval }) => (
        <SwitchRow
          key={id}
          label={name}
          help={`${
            status.state === 'ready'
              ? m('toolCount', { count: status.tools.length })
              : m(`states.${status.state}`)
          } · ${m(`approvals.${approval}`)}`}
          checked={chosen.includes(id)}
          onChange={(isOn) =>
            // In the list's order, so that switching one on and off leaves the form unchanged.
            field.onChange(
              servers
                .map((server) => server.id)
                .filter((each) => (each === id ? isOn : chosen.includes(each))),
            )
          }
        />
      ))}
    </fieldset>
  )
}
