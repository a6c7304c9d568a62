'use client'

import { Menu as MenuIcon, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { ApplyPreferences } from '#components/account/apply-preferences.tsx'
import { listenToOtherTabs } from '#components/chat/open-chat/other-tabs.ts'
import { IconButton } from '#components/ui/button.tsx'
import { ConfirmProvider } from '#components/ui/confirm.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Logo } from './logo.tsx'
import { useAnswerNotices } from './notices/use-answer-notices.ts'
import { OfflineNote } from './offline/offline-note.tsx'
import { useOffline } from './offline/use-offline.ts'
import { useShowChat } from './open-in-place.ts'
import { useOpenChatTitle } from './page-title.ts'
import { Shortcuts } from './palette/shortcuts.tsx'
import { type PageUser, PageUserContext } from './session-user.tsx'
import { Sidebar } from './sidebar.tsx'
import { useLiveChanges } from './use-live-changes.ts'

/** The frame of every page with the sidebar, which is a sheet on a phone. */
export function AppShell({ user, children }: { user: PageUser; children: ReactNode }) {
  const t = useTranslations('shell')
  const showChat = useShowChat()
  const [isSheetOpen, setIsSheetOpen] = useState(false)

  useEffect(listenToOtherTabs, [])
  useLiveChanges()
  useOffline(user.id)
  useAnswerNotices()
  const chatTitle = useOpenChatTitle()

  return (
    <PageUserContext value={user}>
      <ConfirmProvider>
        <ApplyPreferences />
        <Shortcuts />
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-card focus:p-2"
        >
          {t('skip')}
        </a>
        <div className="flex h-dvh overflow-hidden print:block print:h-auto print:overflow-visible">
          <aside className="hidden w-68 shrink-0 border-r bg-sidebar md:block print:hidden">
            <Sidebar />
          </aside>
          <div className="flex min-w-0 flex-1 flex-col">
            <header className="flex h-12 shrink-0 items-center gap-1 border-b px-2 pt-[env(safe-area-inset-top)] md:hidden print:hidden">
              <IconButton
                label={t('open-sidebar')}
                size="icon"
                onClick={() => setIsSheetOpen(true)}
              >
                <MenuIcon />
              </IconButton>
              <Link
                href="/"
                className="flex min-w-0 flex-1 items-center justify-center gap-2 font-semibold"
                title={chatTitle ?? undefined}
              >
                <Logo className="size-5 shrink-0" />
                <span className="truncate">{chatTitle ?? 'Lumos'}</span>
              </Link>
              <IconButton label={t('new-chat')} size="icon" onClick={() => showChat('/')}>
                <SquarePen />
              </IconButton>
            </header>
            <OfflineNote />
            <main id="content" tabIndex={-1} className="min-h-0 flex-1 outline-none">
              {children}
            </main>
          </div>
        </div>
        <Dialog open={isSheetOpen} onOpenChange={setIsSheetOpen}>
          <DialogContent title={t('sidebar')} side="left">
            <Sidebar onNavigate={() => setIsSheetOpen(false)} />
          </DialogContent>
        </Dialog>
      </ConfirmProvider>
    </PageUserContext>
  )
}
