'use client'

import { useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { McpServerCheck } from '#lib/contracts/agents/mcp-server.ts'
import { useMcpServers } from './use-mcp-servers.ts'

export type McpCheckState = 'running' | McpServerCheck

/** Connects to servers. The results last while the page is open. */
export function useMcpCheck() {
  const errorText = useErrorText()
  const { mutate } = useMcpServers()
  const [checks, setChecks] = useState<Record<string, McpCheckState>>({})

  async function check(id: string): Promise<void> {
    const note = (state: McpCheckState) => setChecks((all) => ({ ...all, [id]: state }))
    note('running')
    try {
      note(await callApi<McpServerCheck>('POST', `/api/mcp-servers/${id}/check`, {}))
      await mutate()
    } catch (error) {
      note({ ok: false, tools: [], connectMs: null, error: errorText(error) })
    }
  }

  return { checks, check }
}
