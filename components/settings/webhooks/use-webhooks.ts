'use client'

import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { Webhook } from '#lib/contracts/webhooks/webhook.ts'

export function useWebhooks() {
  return useSWR<Page<Webhook>, Error>('/api/webhooks', fetchApi)
}
