'use client'

import { useTheme } from 'next-themes'
import { Toaster as Toasts } from 'sonner'

/** Short notices, in the page's colours and type. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Toasts
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="top-center"
      closeButton
      toastOptions={{
        className: 'font-sans',
        style: {
          background: 'var(--card)',
          borderColor: 'var(--border)',
          color: 'var(--foreground)',
        },
      }}
    />
  )
}
