'use client'

import {
  Activity,
  Archive,
  Bot,
  Brain,
  LibraryBig,
  type LucideIcon,
  Settings,
  SquarePen,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type MouseEvent, useDeferredValue, useMemo, useState } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { ChatList } from './chats/chat-list.tsx'
import { ChatSearchField, filterOf, noSearch } from './chats/chat-search.tsx'
import { Logo } from './logo.tsx'
import { useOpenInPlace } from './open-in-place.ts'
import { usePageUser } from './session-user.tsx'
import { UserMenu } from './user-menu.tsx'

const link =
  'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm hover:bg-muted [&_svg]:size-4 [&_svg]:text-muted-foreground'

export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('shell')
  const user = usePageUser()
  const pathname = usePathname()
  const openInPlace = useOpenInPlace()
  const [search, setSearch] = useState(noSearch)
  const sought = useDeferredValue(search)
  const filter = useMemo(() => filterOf(sought), [sought])
  const page = (path: string, label: string, Icon: LucideIcon) => (
    <Link
      href={path}
      prefetch={false}
      aria-current={pathname.startsWith(path) ? 'page' : undefined}
      className={classNames(link, pathname.startsWith(path) && 'bg-muted font-medium')}
      onClick={onNavigate}
    >
      <Icon /> {label}
    </Link>
  )

  return (
    <div className="flex h-full flex-col bg-sidebar">
      <div className="flex items-center gap-2.5 px-4 pt-4 pb-3">
        <Logo />
        <span className="font-semibold tracking-tight">Lumos</span>
      </div>
      <nav className="flex flex-col gap-0.5 px-2" aria-label={t('sidebar')}>
        <Link
          href="/"
          className={link}
          data-testid="new-chat"
          onClick={(event: MouseEvent<HTMLAnchorElement>) => {
            openInPlace(event)
            onNavigate?.()
          }}
        >
          <SquarePen /> {t('new-chat')}
        </Link>
        {page('/agents', t('agents'), Bot)}
        {page('/prompts', t('prompts'), LibraryBig)}
        {page('/memories', t('memories'), Brain)}
        {user.role === 'admin' && (
          <>
            {page('/latency', t('latency'), Activity)}
            {page('/settings', t('settings'), Settings)}
          </>
        )}
      </nav>
      <ChatSearchField search={search} onChange={setSearch} />
      <ChatList filter={filter} onNavigate={onNavigate} />
      <div className="mx-2 mb-1 text-muted-foreground">
        {page('/archive', t('archive-and-bin'), Archive)}
      </div>
      <UserMenu />
    </div>
  )
}
