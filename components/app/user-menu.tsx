'use client'

import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { callApi } from '#components/api-client.ts'
import {
  Menu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import { LocaleRadioItems, useSetLocale } from './locale-switch.tsx'
import { leaveForGood } from './return-address.ts'
import { usePageUser } from './session-user.tsx'

export function UserMenu() {
  const t = useTranslations('shell')
  const user = usePageUser()
  const locale = useLocale()
  const setLocale = useSetLocale()
  const { theme, setTheme } = useTheme()

  async function signOut() {
    try {
      await leaveForGood(() => callApi('POST', '/api/auth/sign-out', {}))
    } catch {
      toast.error(t('sign-out-failed'))
    }
  }

  return (
    <div className="border-t p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className="flex w-full items-center gap-2.5 rounded-md p-2 text-left text-sm hover:bg-muted"
            title={t('account')}
            data-testid="user-menu"
          >
            <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-medium text-accent text-xs">
              {[...user.name][0]?.toUpperCase()}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium leading-5">{user.name}</span>
              <span className="block truncate text-muted-foreground text-xs">{user.email}</span>
            </span>
            <ChevronsUpDown className="size-4 text-muted-foreground" />
          </button>
        }
      >
        <p className="wrap-anywhere max-w-60 px-2.5 py-1.5 text-[13px] text-muted-foreground leading-5">
          {user.email}
        </p>
        <MenuItem asChild>
          <Link href="/account" prefetch={false} data-testid="open-account">
            <UserRound /> {t('account')}
          </Link>
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>{t('theme')}</MenuLabel>
        <MenuRadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
          {(['system', 'light', 'dark'] as const).map((name) => (
            <MenuRadioItem key={name} value={name}>
              {t(`themes.${name}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t('language')}</MenuLabel>
        <MenuRadioGroup value={locale} onValueChange={setLocale}>
          <LocaleRadioItems />
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={() => void signOut()} data-testid="sign-out">
          <LogOut /> {t('sign-out')}
        </MenuItem>
      </Menu>
    </div>
  )
}
