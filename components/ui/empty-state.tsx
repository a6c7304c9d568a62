import type { ReactNode } from 'react'

/** Shown in place of an empty list, with the action that fills it. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-14 text-center">
      <div className="mb-1 text-muted-foreground [&_svg]:size-6">{icon}</div>
      <p className="font-medium">{title}</p>
      <div className="max-w-sm text-muted-foreground text-sm leading-6">{children}</div>
    </div>
  )
}

export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden className={`animate-dot rounded-md bg-muted ${className}`} />
}
