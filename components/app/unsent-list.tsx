'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { dropDraft } from '#components/chat/open-chat/drafts.ts'
import { closeChat } from '#components/chat/open-chat/open-chats.ts'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useOpenInPlace, useShowChat } from './open-in-place.ts'
import { forgetUnsent, type UnsentChat } from './unsent-chats.ts'

/** Chats that wait for the connection. Opening one allows to send its first message again. */
export function UnsentList({
  chats,
  onNavigate,
}: {
  chats: UnsentChat[]
  onNavigate?: (() => void) | undefined
}) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const showChat = useShowChat()
  const openInPlace = useOpenInPlace()
  if (chats.length === 0) return null
  const drop = (id: string) => {
    forgetUnsent(id)
    dropDraft(id)
    closeChat(id)
    if (pathname === `/chat/${id}`) showChat('/')
  }
  return (
    <section aria-label={t('unsent')} data-testid="unsent-chats">
      <h2 className="px-2.5 pt-4 pb-1 font-medium text-muted-foreground text-xs">{t('unsent')}</h2>
      <ul>
        {chats.map(({ id, title }) => {
          const path = `/chat/${id}`
          const isOpen = pathname === path
          return (
            <li
              key={id}
              className={classNames('relative rounded-md hover:bg-muted', isOpen && 'bg-muted')}
            >
              <Link
                href={path}
                prefetch={false}
                onClick={(event) => {
                  openInPlace(event)
                  onNavigate?.()
                }}
                aria-current={isOpen ? 'page' : undefined}
                className="block truncate rounded-md py-2 pr-9 pl-2.5 text-sm leading-5"
              >
                {title}
              </Link>
              <IconButton
                label={t('drop-unsent', { title })}
                className="absolute top-0.5 right-0.5"
                onClick={() => drop(id)}
              >
                <X />
              </IconButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
