import type { ComponentProps } from 'react'

/** A link of an answer: opens beside the chat and tells the other site nothing about it. */
export function AnswerLink({ href, children, title }: ComponentProps<'a'>) {
  // The sanitiser takes away addresses of kinds that could run something.
  if (!href) return <span>{children}</span>
  // Printed, a link says where it leads, unless its text does.
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
