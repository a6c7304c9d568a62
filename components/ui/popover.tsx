'use client'

import { Slot } from 'radix-ui'
import { useState } from 'react'
import { onDemand } from './on-demand.ts'
import type { PopoverProps } from './popover-panel.tsx'
import { useOnDemand } from './use-on-demand.ts'

const panel = onDemand(() => import('./popover-panel.tsx'))

/** A panel that opens from a button. */
export function Popover(props: PopoverProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [isUsed, setIsUsed] = useState(false)
  const loaded = useOnDemand(panel, isUsed)
  const change = (isNowOpen: boolean) => {
    setIsUsed(true)
    setIsOpen(isNowOpen)
    props.onOpenChange?.(isNowOpen)
  }
  if (loaded) return <loaded.PopoverPanel {...props} isOpen={isOpen} onOpenChange={change} />
  return (
    <Slot.Root
      aria-haspopup="dialog"
      aria-expanded={false}
      data-state="closed"
      onClick={() => change(true)}
    >
      {props.trigger}
    </Slot.Root>
  )
}
