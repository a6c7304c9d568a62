'use client'

import { Ellipsis, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Spinner } from '#components/ui/spinner.tsx'

/** The menu at the end of a list's row. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={label}>
          <Ellipsis />
        </IconButton>
      }
    >
      {children}
    </Menu>
  )
}

/** Asks what a row stands for whether it answers. */
export function CheckButton({
  isRunning,
  label,
  runningLabel,
  onCheck,
  testId,
}: {
  isRunning: boolean
  label: string
  runningLabel: string
  onCheck: () => void
  testId: string
}) {
  const common = useTranslations('common')
  return (
    <Button variant="outline" size="sm" disabled={isRunning} onClick={onCheck} data-testid={testId}>
      {isRunning ? (
        <Spinner label={common('loading')} className="text-current" />
      ) : (
        <RefreshCw aria-hidden />
      )}
      {isRunning ? runningLabel : label}
    </Button>
  )
}
