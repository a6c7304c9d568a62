'use client'

import { useEffect, useState } from 'react'
import { usePages } from '#components/use-pages.ts'
import type { Delivery } from '#lib/contracts/webhooks/delivery.ts'
import { useWebhooks } from './use-webhooks.ts'

export interface DeliveryFilter {
  webhookId: string
  status: string
  type: string
}

const soonestMs = 1_000
const latestMs = 60_000

/**
 * The log of deliveries, by a filter. It is read again when an attempt should have been made, and
 * after it the webhooks, whose state follows the attempts.
 */
export function useDeliveries() {
  const { mutate: reloadWebhooks } = useWebhooks()
  const [filter, setFilter] = useState<DeliveryFilter>({ webhookId: '', status: '', type: '' })
  const chosen = Object.entries(filter).filter(([, value]) => value !== '')
  const query = new URLSearchParams(chosen).toString()
  const pages = usePages<Delivery>(`/api/webhooks/deliveries?${query}`)
  const { items, reload } = pages
  useEffect(() => {
    const due = items?.flatMap(({ status, nextAttemptAt }) =>
      status === 'pending' ? [Date.parse(nextAttemptAt ?? '') || 0] : [],
    )
    if (!due || due.length === 0) return
    const waitMs = Math.min(...due) - Date.now()
    const reloadAll = async () => {
      await reload()
      await reloadWebhooks()
    }
    const delayMs = Math.min(Math.max(waitMs, soonestMs), latestMs)
    const timer = setTimeout(() => void reloadAll(), delayMs)
    return () => clearTimeout(timer)
  }, [items, reload, reloadWebhooks])
  return {
    ...pages,
    filter,
    isFiltered: chosen.length > 0,
    change: (part: Partial<DeliveryFilter>) => setFilter((before) => ({ ...before, ...part })),
  }
}
