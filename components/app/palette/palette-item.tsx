'use client'

import { Command } from 'cmdk'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Keys } from './keys.tsx'

export function PaletteItem({
  value,
  icon: Icon,
  keys,
  onSelect,
  children,
}: {
  value: string
  icon: LucideIcon
  keys?: string | undefined
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm data-[selected=true]:bg-muted forced-colors:data-[selected=true]:outline-2"
    >
      <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1">{children}</span>
      {keys && <Keys keys={keys} />}
    </Command.Item>
  )
}
