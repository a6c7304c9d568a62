'use client'

import { Activity, Bot, Brain, Search, Settings, SquarePen, X } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type MouseEvent, useDeferredValue, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { ChatList } from './chat-list.tsx'
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
  const [query, setQuery] = useState('')
  const deferredQuery = useDeferredValue(query.trim())
  const here = (path: string) => (pathname.startsWith(path) ? 'page' : undefined)
  const active = (path: string) =>
    classNames(link, pathname.startsWith(path) && 'bg-muted font-medium')

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
        <Link
          href="/agents"
          prefetch={false}
          aria-current={here('/agents')}
          className={active('/agents')}
          onClick={onNavigate}
        >
          <Bot /> {t('agents')}
        </Link>
        <Link
          href="/memories"
          prefetch={false}
          aria-current={here('/memories')}
          className={active('/memories')}
          onClick={onNavigate}
        >
          <Brain /> {t('memories')}
        </Link>
        {user.role === 'admin' && (
          <>
            <Link
              href="/latency"
              prefetch={false}
              aria-current={here('/latency')}
              className={active('/latency')}
              onClick={onNavigate}
            >
              <Activity /> {t('latency')}
            </Link>
            <Link
              href="/settings"
              prefetch={false}
              aria-current={here('/settings')}
              className={active('/settings')}
              onClick={onNavigate}
            >
              <Settings /> {t('settings')}
            </Link>
          </>
        )}
      </nav>
      <div className="relative mx-2 mt-3 mb-1">
        <Search className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground" />
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          className="h-9 w-full rounded-md border bg-card pr-8 pl-8 text-sm placeholder:text-muted-foreground [&::-webkit-search-cancel-button]:hidden"
          data-testid="chat-search"
        />
        {query && (
          <IconButton
            label={t('clear-search')}
            className="absolute top-0.5 right-0.5"
            onClick={() => setQuery('')}
          >
            <X />
          </IconButton>
        )}
      </div>
      <ChatList query={deferredQuery} onNavigate={onNavigate} />
      <UserMenu />
    </div>
  )
}
