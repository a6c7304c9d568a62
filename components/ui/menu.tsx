'use client'

import { Slot } from 'radix-ui'
import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useState,
} from 'react'
import { classNames } from './class-names.ts'
import type { MenuProps } from './menu-panel.tsx'
import { onDemand } from './on-demand.ts'
import { useOnDemand } from './use-on-demand.ts'

type Panel = typeof import('./menu-panel.tsx')
const panel = onDemand((): Promise<Panel> => import('./menu-panel.tsx'))

/**
 * A menu that opens from a button. Not modal: a modal menu hides the rest of the page from
 * assistive technology, but elements in it can still take the focus.
 */
export function Menu(props: MenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [isUsed, setIsUsed] = useState(false)
  const loaded = useOnDemand(panel, isUsed)
  if (loaded) return <loaded.MenuPanel {...props} isOpen={isOpen} onOpenChange={setIsOpen} />
  const open = () => {
    setIsUsed(true)
    setIsOpen(true)
  }
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      data-state="closed"
      onPointerDown={(event: PointerEvent) => {
        if (event.button !== 0 || event.ctrlKey) return
        // As Radix does: the menu takes the focus, not its button.
        event.preventDefault()
        open()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return
        event.preventDefault()
        open()
      }}
    >
      {props.trigger}
    </Slot.Root>
  )
}

/** The parts of an open menu, which are loaded because it is open. */
function parts(): Panel {
  if (!panel.module) throw new Error('A menu item needs an open menu.')
  return panel.module
}

const item =
  'flex min-h-9 w-full cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none data-[highlighted]:bg-muted [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground'

export function MenuItem({ className, ...props }: ComponentProps<Panel['Item']>) {
  const { Item } = parts()
  return <Item className={classNames(item, className)} {...props} />
}

export function MenuRadioGroup(props: ComponentProps<Panel['RadioGroup']>) {
  const { RadioGroup } = parts()
  return <RadioGroup {...props} />
}

export function MenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<Panel['RadioItem']>) {
  const { RadioItem, ItemIndicator } = parts()
  return (
    <RadioItem
      className={classNames(item, 'data-[state=checked]:font-medium', className)}
      {...props}
    >
      <span className="min-w-0 flex-1">{children}</span>
      <ItemIndicator aria-hidden>✓</ItemIndicator>
    </RadioItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = parts()
  return <Label className="px-2.5 pt-2 pb-1 text-muted-foreground text-xs">{children}</Label>
}

export function MenuSeparator() {
  const { Separator } = parts()
  return <Separator className="my-1 h-px bg-border" />
}
