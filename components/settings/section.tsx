import { type ReactNode, useId } from 'react'

/** The head of a page. It is a second-level heading below the heading of the settings. */
export function PageHead({
  as: Heading = 'h2',
  title,
  text,
  children,
}: {
  as?: 'h1' | 'h2'
  title: ReactNode
  text?: ReactNode
  children?: ReactNode
}) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className={text ? 'min-w-0 max-w-prose flex-1 basis-72' : 'min-w-0 flex-1 basis-40'}>
        <Heading className="font-semibold text-xl tracking-tight">{title}</Heading>
        {text && <p className="mt-1 text-muted-foreground text-sm leading-6">{text}</p>}
      </div>
      {children && <div className="flex gap-2">{children}</div>}
    </header>
  )
}

/** A group of fields with a title and a description. */
export function FormSection({
  as: Heading = 'h3',
  title,
  text,
  children,
}: {
  as?: 'h2' | 'h3'
  title: ReactNode
  text?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-lg border bg-card p-5">
      <Heading id={id} className="font-semibold text-[15px]">
        {title}
      </Heading>
      {text && <p className="mt-0.5 text-[13px] text-muted-foreground leading-5">{text}</p>}
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </section>
  )
}
