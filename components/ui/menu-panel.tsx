'use client'

import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

export const { Item, ItemIndicator, Label, RadioGroup, RadioItem, Separator } = DropdownMenu

export interface MenuProps {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}

/** The menu's behaviour, which is loaded when a menu is first opened. */
export function MenuPanel({
  trigger,
  children,
  align = 'start',
  side,
  isOpen,
  onOpenChange,
}: MenuProps & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="animate-in z-50 max-h-[min(24rem,80dvh)] min-w-44 max-w-80 overflow-y-auto rounded-md border bg-card p-1 shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
