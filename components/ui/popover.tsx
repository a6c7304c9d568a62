'use client'

import { Popover as PopoverPrimitive } from 'radix-ui'
import type { ReactNode } from 'react'

/** A panel that opens from a button. */
export function Popover({
  trigger,
  label,
  children,
}: {
  trigger: ReactNode
  label: string
  children: ReactNode
}) {
  return (
    <PopoverPrimitive.Root>
      <PopoverPrimitive.Trigger asChild>{trigger}</PopoverPrimitive.Trigger>
      <PopoverPrimitive.Portal>
        <PopoverPrimitive.Content
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className="animate-in z-50 max-h-[70dvh] w-[min(34rem,calc(100vw-1.5rem))] overflow-y-auto rounded-lg border bg-card p-4 shadow-xl outline-none"
        >
          {children}
        </PopoverPrimitive.Content>
      </PopoverPrimitive.Portal>
    </PopoverPrimitive.Root>
  )
}
