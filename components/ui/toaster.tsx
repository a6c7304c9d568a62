'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useEffect } from 'react'
import { Toaster as Toasts } from 'sonner'

/** The page's background colours, equal to the `theme-color` of the HTML. */
const pageColours = { light: '#fdfdfc', dark: '#111215' }

/** Toasts in the page's colours and font. */
export function Toaster() {
  const t = useTranslations('common')
  const { resolvedTheme } = useTheme()
  useEffect(() => {
    // The browser's toolbar follows the chosen theme instead of the system's.
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
      meta.content = pageColours[resolvedTheme === 'dark' ? 'dark' : 'light']
  }, [resolvedTheme])
  return (
    <Toasts
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
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
