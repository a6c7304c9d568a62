'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

// iOS zooms into focused fields whose font is smaller than 16 px.
const control =
  'w-full scroll-my-24 rounded-md border border-input bg-card px-3 text-base text-foreground md:text-sm placeholder:text-muted-foreground/80 disabled:opacity-50 aria-invalid:border-danger'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={classNames(control, 'h-10', className)} {...props} />
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea className={classNames(control, 'min-h-24 py-2 leading-6', className)} {...props} />
  )
}

/**
 * An arrow in a grey that is visible in light and dark mode. The browser's own arrow touches the
 * edge.
 */
const chevron = `url("data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" fill="none" stroke="#808080" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" viewBox="0 0 24 24"><path d="m6 9 6 6 6-6"/></svg>',
)}")`

export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <select
      className={classNames(
        control,
        'h-10 appearance-none bg-[right_0.7rem_center] bg-no-repeat pr-9',
        className,
      )}
      style={{ backgroundImage: chevron }}
      {...props}
    >
      {children}
    </select>
  )
}

/** A control with its label, help and error, associated for screen readers. */
export function Field({
  label,
  help,
  error,
  className,
  children,
}: {
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  className?: string
  children: (props: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean | undefined
  }) => ReactNode
}) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? help
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={classNames(
            'text-[13px] leading-5',
            error ? 'text-danger' : 'text-muted-foreground',
          )}
        >
          {note}
        </p>
      )}
    </div>
  )
}
