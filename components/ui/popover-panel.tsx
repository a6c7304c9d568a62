'use client'

import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'

export interface PopoverProps {
  trigger: ReactNode
  label: string
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}

/** Keeps the panel open when a toast is clicked, because its undo belongs to the panel. */
function ignoreToasts(event: Event) {
  const { target } = event
  if (target instanceof Element && target.closest('[data-sonner-toaster]')) event.preventDefault()
}

/** The popover's behaviour, which is loaded when one is first opened. */
export function PopoverPanel({
  trigger,
  label,
  isOpen,
  onOpenChange,
  children,
}: PopoverProps & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          onInteractOutside={ignoreToasts}
          className="animate-in z-50 max-h-[min(80dvh,var(--radix-popover-content-available-height))] w-[min(34rem,calc(100vw-1.5rem))] overflow-y-auto rounded-lg border bg-card p-4 shadow-xl outline-none"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
