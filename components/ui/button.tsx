import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const variants = {
  primary: 'bg-primary text-primary-foreground hover:opacity-90',
  outline: 'border border-input bg-card hover:bg-muted',
  ghost: 'hover:bg-muted text-foreground',
  danger: 'bg-danger text-white dark:text-background hover:opacity-90',
}
const sizes = {
  md: 'h-10 px-4 text-sm',
  sm: 'h-8 px-3 text-[13px]',
  icon: 'size-9',
  'icon-sm': 'size-8',
}

export function Button({
  variant = 'primary',
  size = 'md',
  asChild = false,
  className,
  ...props
}: ComponentProps<'button'> & {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
  asChild?: boolean
}) {
  const Component = asChild ? Slot.Root : 'button'
  return (
    <Component
      type={asChild ? undefined : 'button'}
      className={classNames(
        'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium forced-colors:border transition-[background,opacity] disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0',
        variants[variant],
        sizes[size],
        className,
      )}
      {...props}
    />
  )
}

/** A button that shows only an icon. Its label is the accessible name and the tooltip. */
export function IconButton({
  label,
  ...props
}: Omit<ComponentProps<typeof Button>, 'aria-label' | 'title'> & { label: string }) {
  return <Button variant="ghost" size="icon-sm" aria-label={label} title={label} {...props} />
}
