import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={classNames('rounded-lg border bg-card p-5', className)} {...props} />
}
