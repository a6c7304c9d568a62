'use client'

import { Popover as PopoverPrimitive } from 'radix-ui'
import type { ReactNode } from 'react'

/** Keeps the panel open when a toast is clicked, because its undo belongs to the panel. */
function ignoreToasts(event: Event) {
  const { target } = event
  if (target instanceof Element && target.closest('[data-sonner-toaster]')) event.preventDefault()
}

/** A panel that opens from a button. */
export function Popover({
  trigger,
  label,
  onOpenChange,
  children,
}: {
  trigger: ReactNode
  label: string
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}) {
  return (
    <PopoverPrimitive.Root onOpenChange={onOpenChange}>
      <PopoverPrimitive.Trigger asChild>{trigger}</PopoverPrimitive.Trigger>
      <PopoverPrimitive.Portal>
        <PopoverPrimitive.Content
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          onInteractOutside={ignoreToasts}
          className="animate-in z-50 max-h-[min(80dvh,var(--radix-popover-content-available-height))] w-[min(34rem,calc(100vw-1.5rem))] overflow-y-auto rounded-lg border bg-card p-4 shadow-xl outline-none"
        >
          {children}
        </PopoverPrimitive.Content>
      </PopoverPrimitive.Portal>
    </PopoverPrimitive.Root>
  )
}
