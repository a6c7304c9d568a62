'use client'

import { Ban, KeyRound, Link2, Pencil, Trash2, Undo2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { usePageUser } from '#components/app/session-user.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { useConfirm } from '#components/ui/confirm.tsx'
import { MenuItem } from '#components/ui/menu.tsx'
import { Td } from '#components/ui/table.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { User } from '#lib/contracts/account/user.ts'
import { RowMenu } from '../row-actions.tsx'

export function UserRow({
  user,
  onEdit,
  onPassword,
  onResetLink,
  onChanged,
}: {
  user: User
  onEdit: () => void
  onPassword: () => void
  onResetLink: () => void
  onChanged: () => unknown
}) {
  const t = useTranslations('settings.users')
  const common = useTranslations('common')
  const format = useFormatter()
  const errorText = useErrorText()
  const ask = useConfirm()
  const { id: ownId } = usePageUser()
  const { id, name, email, role, banned } = user
  const isOwn = id === ownId

  async function change(work: () => Promise<unknown>, done: string) {
    try {
      await work()
      toast.success(done)
    } catch (error) {
      toast.error(errorText(error))
    }
    await onChanged()
  }

  async function ban() {
    const question = { title: t('banTitle', { name }), description: t('banText'), action: t('ban') }
    if (!(await ask(question))) return
    await change(
      () => callApi('PATCH', `/api/users/${id}`, { banned: true }),
      t('banned', { name }),
    )
  }

  const unban = () =>
    change(() => callApi('PATCH', `/api/users/${id}`, { banned: false }), t('unbanned', { name }))

  async function remove() {
    const isSure = await ask({
      title: t('deleteTitle', { name }),
      description: t('deleteText', { email }),
      action: t('delete'),
    })
    if (isSure) await change(() => callApi('DELETE', `/api/users/${id}`), t('deleted', { name }))
  }

  return (
    <tr data-testid="user-row" data-email={email}>
      <Td className="w-full min-w-0 max-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="wrap-anywhere min-w-0 font-medium">{name}</span>
          {isOwn && <Badge>{t('you')}</Badge>}
          {banned && <Badge tone="danger">{t('isBanned')}</Badge>}
          <span className="sm:hidden">
            <RoleBadge role={role} />
          </span>
        </div>
        <div className="wrap-anywhere text-[13px] text-muted-foreground">{email}</div>
      </Td>
      <Td className="max-sm:hidden">
        <RoleBadge role={role} />
      </Td>
      <Td className="whitespace-nowrap text-muted-foreground max-lg:hidden">
        {format.dateTime(new Date(user.createdAt), { dateStyle: 'medium' })}
      </Td>
      <Td className="text-right">
        <RowMenu label={t('actions', { name })}>
          <MenuItem onSelect={onEdit}>
            <Pencil /> {common('edit')}
          </MenuItem>
          <MenuItem onSelect={onPassword}>
            <KeyRound /> {t('resetPassword')}
          </MenuItem>
          <MenuItem onSelect={onResetLink}>
            <Link2 /> {t('resetLink')}
          </MenuItem>
          {banned ? (
            <MenuItem onSelect={() => void unban()}>
              <Undo2 /> {t('unban')}
            </MenuItem>
          ) : (
            !isOwn && (
              <MenuItem onSelect={() => void ban()}>
                <Ban /> {t('ban')}
              </MenuItem>
            )
          )}
          {!isOwn && (
            <MenuItem onSelect={() => void remove()}>
              <Trash2 /> {t('delete')}
            </MenuItem>
          )}
        </RowMenu>
      </Td>
    </tr>
  )
}

function RoleBadge({ role }: { role: User['role'] }) {
  const t = useTranslations('settings.users')
  return <Badge tone={role === 'admin' ? 'accent' : 'neutral'}>{t(`roles.${role}`)}</Badge>
}
