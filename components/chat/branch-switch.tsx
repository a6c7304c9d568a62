'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/button.tsx'

/** Switches between the versions of a message. `ids`: all versions, oldest first. */
export function BranchSwitch({
  id,
  ids = [],
  onSelect,
}: {
  id: string
  ids: string[] | undefined
  onSelect: (id: string) => void
}) {
  const t = useTranslations('chat')
  const index = ids.indexOf(id)
  if (ids.length < 2 || index < 0) return null
  const select = (offset: number) => onSelect(ids[index + offset] ?? id)
  return (
    <span className="whenever-idle inline-flex items-center text-muted-foreground text-xs tabular-nums">
      <IconButton label={t('previous-version')} disabled={index === 0} onClick={() => select(-1)}>
        <ChevronLeft />
      </IconButton>
      {index + 1}/{ids.length}
      <IconButton
        label={t('next-version')}
        disabled={index === ids.length - 1}
        onClick={() => select(1)}
      >
        <ChevronRight />
      </IconButton>
    </span>
  )
}
