'use client'

import { Languages } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuRadioGroup, MenuRadioItem } from '#components/ui/menu.tsx'

const names = { en: 'English', zh: '中文' }
const yearSeconds = 31_536_000

export function useSetLocale() {
  const router = useRouter()
  return (locale: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API exists only over https
    document.cookie = `lumos-locale=${locale}; path=/; max-age=${yearSeconds}; samesite=lax`
    router.refresh()
  }
}

export function LocaleRadioItems() {
  return Object.entries(names).map(([locale, name]) => (
    <MenuRadioItem key={locale} value={locale} lang={locale}>
      {name}
    </MenuRadioItem>
  ))
}

export function LocaleSwitch() {
  const t = useTranslations('common')
  const locale = useLocale()
  const setLocale = useSetLocale()
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="ghost"
          size="sm"
          aria-label={`${names[locale as keyof typeof names]} – ${t('language')}`}
        >
          <Languages /> {names[locale as keyof typeof names]}
        </Button>
      }
    >
      <MenuRadioGroup value={locale} onValueChange={setLocale}>
        <LocaleRadioItems />
      </MenuRadioGroup>
    </Menu>
  )
}
