'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { Table, Th } from '#components/ui/table.tsx'
import { usePages } from '#components/use-pages.ts'
import type { User } from '#lib/contracts/account/user.ts'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { ResetLinkDialog } from './reset-link-dialog.tsx'
import { UserDialog } from './user-dialog.tsx'
import { UserRow } from './user-row.tsx'

/** All accounts. */
export function UserTable() {
  const t = useTranslations('settings.users')
  const users = usePages<User>('/api/users')
  const [edited, setEdited] = useState<User | 'new' | null>(null)
  const [passwordOf, setPasswordOf] = useState<User | null>(null)
  const [linkOf, setLinkOf] = useState<User | null>(null)
  const { items } = users
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <Button onClick={() => setEdited('new')} data-testid="add-user">
          <UserPlus aria-hidden /> {t('add')}
        </Button>
      </PageHead>
      {users.error && !items && <LoadError error={users.error} onRetry={users.reload} />}
      {!items && !users.error && <Skeleton className="h-44 rounded-lg" />}
      {items && (
        <div className="[&>div]:bg-card" data-testid="user-table">
          <Table label={t('title')}>
            <thead>
              <tr>
                <Th>{t('user')}</Th>
                <Th className="max-sm:hidden">{t('role')}</Th>
                <Th className="max-lg:hidden">{t('since')}</Th>
                <Th>
                  <span className="sr-only">{t('actionsColumn')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {items.map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  onEdit={() => setEdited(user)}
                  onPassword={() => setPasswordOf(user)}
                  onResetLink={() => setLinkOf(user)}
                  onChanged={users.reload}
                />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {users.hasMore && (
        <Button
          variant="outline"
          className="mt-4"
          disabled={users.isLoadingMore}
          onClick={() => void users.loadMore()}
        >
          {t('more')}
        </Button>
      )}
      <UserDialog
        user={edited}
        onClose={() => setEdited(null)}
        onSaved={() => {
          setEdited(null)
          void users.reload()
        }}
      />
      <ResetLinkDialog user={linkOf} onClose={() => setLinkOf(null)} />
      <PasswordDialog user={passwordOf} onClose={() => setPasswordOf(null)} />
    </>
  )
}
