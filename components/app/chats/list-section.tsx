import type { ReactNode } from 'react'

/** A part of the list of chats under a small heading. */
export function ListSection({
  title,
  action,
  children,
}: {
  title: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title}>
      <div className="flex min-h-9 items-end justify-between pt-2 pr-0.5 pb-1 pl-2.5">
        <h2 className="font-medium text-muted-foreground text-xs">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
