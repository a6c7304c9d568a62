import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

const tones = {
  neutral: 'bg-muted text-muted-foreground',
  accent: 'bg-accent-soft text-accent',
  danger: 'bg-danger-soft text-danger',
}

export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: keyof typeof tones
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={classNames(
        'inline-flex items-center whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-[11px] leading-4',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
