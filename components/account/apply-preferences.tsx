'use client'

import { useLocale } from 'next-intl'
import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import { useSetLocale } from '#components/app/locale-switch.tsx'
import { showTextSize } from './text-size.ts'
import { useAccount } from './use-account.ts'

/**
 * Applies the account's language, theme and text size to this browser. Language and theme are
 * applied once per page load.
 */
export function ApplyPreferences() {
  const { data } = useAccount()
  const locale = useLocale()
  const setLocale = useSetLocale()
  const { setTheme } = useTheme()
  const isApplied = useRef(false)
  useEffect(() => {
    if (!data) return
    showTextSize(data.textSize)
    if (isApplied.current) return
    isApplied.current = true
    if (data.theme) setTheme(data.theme)
    if (data.language && data.language !== locale) setLocale(data.language)
  }, [data, locale, setLocale, setTheme])
  return null
}
