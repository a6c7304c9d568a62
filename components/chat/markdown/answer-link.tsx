import type { ComponentProps } from 'react'

/** A link of an answer. It opens in a new tab and sends no referrer. */
export function AnswerLink({ href, children, title }: ComponentProps<'a'>) {
  // The sanitiser removes addresses whose scheme could run code.
  if (!href) return <span>{children}</span>
  // In print a link shows its address, unless its text already is the address.
  const isBare = typeof children === 'string' && /^(?:https?:\/\/|www\.)/.test(children)
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      title={title ?? href}
      data-bare={isBare}
    >
      {children}
    </a>
  )
}
