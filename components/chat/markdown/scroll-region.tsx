import type { ReactNode } from 'react'

// Scrollable regions must be reachable by keyboard; Safari does not make them focusable.
const focusable = { tabIndex: 0 }

/** A named region of the page that scrolls. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string
  className: string
  children: ReactNode
}) {
  return (
    <section {...focusable} aria-label={label} className={className}>
      {children}
    </section>
  )
}
