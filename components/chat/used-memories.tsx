'use client'

import { Brain } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Popover } from '#components/ui/popover.tsx'
import type { RecalledMemory } from '#lib/contracts/memory.ts'

/** What the agent was told about the user for this answer. */
export function UsedMemories({ memories }: { memories: RecalledMemory[] }) {
  const t = useTranslations('chat')
  if (memories.length === 0) return null
  return (
    <Popover
      label={t('used-memories', { count: memories.length })}
      trigger={
        <button
          type="button"
          data-testid="used-memories"
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-[13px] text-muted-foreground hover:bg-muted hover:text-foreground data-[state=open]:bg-muted"
        >
          <Brain className="size-3.5" aria-hidden />
          {t('used-memories', { count: memories.length })}
        </button>
      }
    >
      <h3 className="font-semibold text-sm">{t('used-memories', { count: memories.length })}</h3>
      <ul className="mt-2 flex flex-col gap-2 text-sm leading-6">
        {memories.map(({ id, text }) => (
          <li key={id} className="rounded-md bg-muted px-3 py-2">
            {text}
          </li>
        ))}
      </ul>
      <Link href="/memories" className="mt-3 inline-block text-sm underline underline-offset-4">
        {t('manage-memories')}
      </Link>
    </Popover>
  )
}
