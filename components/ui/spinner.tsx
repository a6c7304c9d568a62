import { LoaderCircle } from 'lucide-react'
import { classNames } from './class-names.ts'

export function Spinner({ label, className }: { label: string; className?: string }) {
  return (
    <LoaderCircle
      role={label ? 'img' : undefined}
      aria-label={label || undefined}
      aria-hidden={!label}
      className={classNames('size-4 animate-spin text-muted-foreground', className)}
    />
  )
}
