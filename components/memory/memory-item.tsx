'use client'

import { Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { useAgents } from '#components/settings/use-model-catalog.ts'
import { Badge } from '#components/ui/badge.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import type { Memory } from '#lib/contracts/memory/memory.ts'
import { inSecondPerson } from '#lib/contracts/memory/second-person.ts'
import { MemoryEditor, type MemoryFields } from './memory-editor.tsx'

/** A memory with its source and use count, edited in place. */
export function MemoryItem({
  memory,
  onDelete,
  onChanged,
}: {
  memory: Memory
  onDelete: () => void
  onChanged: () => Promise<unknown>
}) {
  const t = useTranslations('memories')
  const common = useTranslations('common')
  const [isEditing, setIsEditing] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)
  const now = useNow({ updateInterval: 60_000 })
  const isOutdated = memory.validTo !== null && new Date(memory.validTo) <= now

  function close() {
    setIsEditing(false)
    requestAnimationFrame(() => editButton.current?.focus())
  }

  async function save(fields: MemoryFields) {
    await callApi('PATCH', `/api/memories/${memory.id}`, fields)
    await onChanged()
    close()
  }

  if (isEditing) {
    return (
      <li className="p-4" data-testid="memory">
        <MemoryEditor memory={memory} onSave={save} onCancel={close} />
      </li>
    )
  }
  return (
    <li
      id={`memory-${memory.id}`}
      className="flex items-start gap-2 py-3.5 pr-2.5 pl-4"
      data-testid="memory"
    >
      <div className="min-w-0 flex-1">
        <p
          className={classNames(
            'whitespace-pre-wrap break-words [unicode-bidi:plaintext] text-sm leading-6',
            isOutdated && 'text-muted-foreground line-through',
          )}
        >
          {inSecondPerson(memory.text)}
        </p>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-muted-foreground text-xs">
          <Badge>{t(`types.${memory.type}`)}</Badge>
          {isOutdated && <Badge>{t('outdated')}</Badge>}
          {memory.agentId && <AgentBadge agentId={memory.agentId} />}
          <MemoryFacts memory={memory} now={now} />
        </div>
      </div>
      <div className="flex shrink-0 text-muted-foreground [&_button]:text-current">
        <IconButton ref={editButton} label={common('edit')} onClick={() => setIsEditing(true)}>
          <Pencil />
        </IconButton>
        <IconButton label={common('delete')} onClick={onDelete} data-testid="forget-memory">
          <Trash2 />
        </IconButton>
      </div>
    </li>
  )
}

function MemoryFacts({ memory, now }: { memory: Memory; now: Date }) {
  const t = useTranslations('memories')
  const format = useFormatter()
  const { createdAt, source, useCount, lastUsedAt } = memory
  const created = format.dateTime(new Date(createdAt), {
    dateStyle: 'medium',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  return (
    <>
      <span>{t(source ? 'learnt' : 'added', { date: created })}</span>
      <span>
        {useCount === 0 ? t('unused') : t('used', { count: useCount })}
        {lastUsedAt &&
          ` · ${t('lastUsed', { when: format.relativeTime(new Date(lastUsedAt), now) })}`}
      </span>
      {source && (
        <Link
          href={`/chat/${source.chatId}`}
          className="underline underline-offset-4 hover:text-foreground"
        >
          {t('source')}
        </Link>
      )}
    </>
  )
}

function AgentBadge({ agentId }: { agentId: string }) {
  const t = useTranslations('memories')
  const { data } = useAgents()
  const agent = data?.items.find(({ id }) => id === agentId)
  return agent ? <Badge>{t('onlyFor', { agent: agent.name })}</Badge> : null
}
