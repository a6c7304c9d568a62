'use client'

import { Brain } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { MemoryItem } from '#components/memory/memory-item.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { useDelayedDelete } from '#components/use-delayed-delete.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { Memory, RecalledMemory } from '#lib/contracts/memory/memory.ts'
import { inSecondPerson } from '#lib/contracts/memory/second-person.ts'

/** The memories given to the agent for this answer, with their sources, to edit and delete. */
export function UsedMemories({ memories }: { memories: RecalledMemory[] }) {
  const t = useTranslations('chat')
  const [isOpen, setIsOpen] = useState(false)
  const path = `/api/memories?ids=${memories.map(({ id }) => id).join(',')}`
  const { data, mutate } = useSWR<Page<Memory>>(isOpen ? path : null, fetchApi)
  const deleted = useTranslations('memories')('deleted')
  const { hidden, remove } = useDelayedDelete('/api/memories', deleted, mutate)
  if (memories.length === 0) return null
  const label = t('used-memories', { count: memories.length })
  return (
    <Popover
      label={label}
      onOpenChange={setIsOpen}
      trigger={
        <button
          type="button"
          data-testid="used-memories"
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-[13px] text-muted-foreground hover:bg-muted hover:text-foreground data-[state=open]:bg-muted"
        >
          <Brain className="size-3.5" aria-hidden />
          {label}
        </button>
      }
    >
      <h2 className="font-semibold text-sm">{label}</h2>
      <ul className="-mx-1 mt-3 divide-y rounded-lg border" data-testid="used-memory-list">
        {memories.map(({ id, text }) => {
          const memory = data?.items.find((item) => item.id === id)
          if (memory && !hidden.has(id)) {
            const onDelete = () => remove(id)
            return <MemoryItem key={id} memory={memory} onDelete={onDelete} onChanged={mutate} />
          }
          return (
            <li key={id} className="px-4 py-3.5 text-muted-foreground text-sm leading-6">
              {data ? t('memory-forgotten') : inSecondPerson(text)}
            </li>
          )
        })}
      </ul>
      <Link href="/memories" className="mt-3 inline-block text-sm underline underline-offset-4">
        {t('manage-memories')}
      </Link>
    </Popover>
  )
}
