import type { ReactNode } from 'react'

// What scrolls must be reachable by keys; Safari does not make it so by itself.
const focusable = { tabIndex: 0 }

/** A named part of the page that scrolls by itself. */
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
