'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Toaster, toast } from 'sonner'

/**
 * Toasts in the page's colours and font.
 * @param onReady called when toasts are shown from now on
 */
export function ToastList({
  theme,
  onReady,
}: {
  theme: 'light' | 'dark'
  onReady: (show: typeof toast) => void
}) {
  const t = useTranslations('common')
  // Runs after the effects of its child, which begins to show toasts.
  useEffect(() => onReady(toast), [onReady])
  return (
    <Toaster
      theme={theme}
      position="top-right"
      containerAriaLabel={t('notifications')}
      closeButton
      toastOptions={{
        className: 'font-sans',
        closeButtonAriaLabel: t('close'),
        style: {
          background: 'var(--card)',
          borderColor: 'var(--border)',
          color: 'var(--foreground)',
        },
      }}
    />
  )
}
