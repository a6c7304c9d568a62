'use client'

import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type { McpServer } from '#lib/contracts/agents/mcp-server.ts'
import type { Page } from '#lib/contracts/list.ts'

/** Refresh interval while a server is being connected to, milliseconds. */
const connectingRefreshMs = 2_000

export function useMcpServers() {
  return useSWR<Page<McpServer>, Error>('/api/mcp-servers', fetchApi, {
    refreshInterval: (data) =>
      data?.items.some(({ status }) => status.state === 'connecting') ? connectingRefreshMs : 0,
  })
}
