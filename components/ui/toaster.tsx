'use client'

import { useTheme } from 'next-themes'
import { useEffect, useState } from 'react'
import { onDemand } from './on-demand.ts'
import { beginToasts, onFirstToast } from './toast.ts'
import { useOnDemand } from './use-on-demand.ts'

/** The page's background colours, equal to the `theme-color` of the HTML. */
const pageColours = { light: '#fdfdfc', dark: '#111215' }
const list = onDemand(() => import('./toast-list.tsx'))

export function Toaster() {
  const { resolvedTheme } = useTheme()
  const theme = resolvedTheme === 'dark' ? 'dark' : 'light'
  const [isUsed, setIsUsed] = useState(false)
  const loaded = useOnDemand(list, isUsed)
  useEffect(() => onFirstToast(() => setIsUsed(true)), [])
  useEffect(() => {
    // The browser's toolbar follows the chosen theme instead of the system's.
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
      meta.content = pageColours[theme]
  }, [theme])
  return loaded && <loaded.ToastList theme={theme} onReady={beginToasts} />
}
