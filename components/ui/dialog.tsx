'use client'

import { type ReactNode, useState } from 'react'
import type { DialogContentProps } from './dialog-panel.tsx'
import { onDemand } from './on-demand.ts'
import { useOnDemand } from './use-on-demand.ts'

const panel = onDemand(() => import('./dialog-panel.tsx'))

/** A dialog, whose behaviour is loaded when one is first opened. Its child is a `DialogContent`. */
export function Dialog(props: {
  open: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
}) {
  const [isUsed, setIsUsed] = useState(props.open)
  if (props.open && !isUsed) setIsUsed(true)
  const loaded = useOnDemand(panel, isUsed)
  return loaded && <loaded.Root {...props} />
}

export function DialogContent(props: DialogContentProps) {
  return panel.module && <panel.module.Content {...props} />
}
