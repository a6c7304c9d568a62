import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { ScrollArea } from './scroll-area.tsx'

/** A table that scrolls sideways on a narrow screen. */
export function Table({ label, className, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    // The scroll area is the containing block of visually hidden text, which would widen the page.
    <ScrollArea label={label} className="rounded-lg border">
      <table className={classNames('w-full border-collapse text-sm', className)} {...props} />
    </ScrollArea>
  )
}

export function Th({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={classNames(
        'border-b bg-muted/50 px-4 py-2.5 text-left font-medium text-[13px] text-muted-foreground',
        className,
      )}
      {...props}
    />
  )
}

export function Td({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      className={classNames(
        'border-b px-4 py-3 align-middle [tr:last-child>&]:border-0',
        className,
      )}
      {...props}
    />
  )
}
