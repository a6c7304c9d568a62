import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded border bg-muted px-1.5 py-px font-sans text-[11px] text-muted-foreground">
      {children}
    </kbd>
  )
}
