'use client'

import {
  Archive,
  Bot,
  Gauge,
  type LucideIcon,
  Plug,
  ScrollText,
  Server,
  SlidersHorizontal,
  Users,
  Webhook,
  Wrench,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type SettingsPage, settingsPages } from '#components/app/settings-pages.ts'
import { classNames } from '#components/ui/class-names.ts'

const icons: Record<SettingsPage, LucideIcon> = {
  agents: Bot,
  providers: Plug,
  models: Gauge,
  tools: Wrench,
  webhooks: Webhook,
  users: Users,
  instances: Server,
  backups: Archive,
  audit: ScrollText,
  general: SlidersHorizontal,
}

/** On a phone the tabs scroll sideways, and the open one may be outside. */
function showTab(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

export function SettingsNav() {
  const t = useTranslations('settings.nav')
  const pathname = usePathname()
  return (
    <nav
      aria-label={t('label')}
      className="-mx-4 flex gap-1 overflow-x-auto px-4 pb-1 [scrollbar-width:none] lg:mx-0 lg:flex-col lg:overflow-visible lg:px-0"
    >
      {settingsPages.map((name) => {
        const Icon = icons[name]
        const href = `/settings/${name}`
        const isHere = pathname.startsWith(href)
        return (
          <Link
            key={name}
            href={href}
            prefetch={false}
            ref={isHere ? showTab : undefined}
            aria-current={isHere ? 'page' : undefined}
            className={classNames(
              'flex h-9 shrink-0 items-center gap-2.5 rounded-md px-3 text-muted-foreground text-sm hover:bg-muted hover:text-foreground',
              isHere && 'bg-muted font-medium text-foreground',
            )}
          >
            <Icon aria-hidden className="size-4 max-lg:hidden" /> {t(name)}
          </Link>
        )
      })}
    </nav>
  )
}
