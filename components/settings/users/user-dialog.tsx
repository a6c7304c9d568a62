'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ApiError, callApi } from '#components/api-client.ts'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { roleSchema, type User, userCreateSchema } from '#lib/contracts/account/user.ts'
import { DialogForm } from '../dialog-form.tsx'
import { TextField } from '../form-fields.tsx'
import { useIssueText } from '../use-issue-text.ts'
import { NewPasswordField } from './new-password-field.tsx'

const { name, email, password } = userCreateSchema.shape
const createSchema = z.strictObject({ name, email, role: roleSchema, password })
const editSchema = z.strictObject({ name, email, role: roleSchema, password: z.literal('') })
type Values = z.input<typeof createSchema>

/** Creates an account, or edits its name, email address and role. */
export function UserDialog({
  user,
  onClose,
  onSaved,
}: {
  /** The account to edit, `new` to create one, null when closed. */
  user: User | 'new' | null
  onClose: () => void
  onSaved: () => void
}) {
  const t = useTranslations('settings.users')
  const isNew = user === 'new'
  return (
    <Dialog open={user !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={isNew ? t('add') : t('editTitle', { name: user?.name ?? '' })}
        description={isNew ? t('addText') : undefined}
      >
        {user && <UserForm user={isNew ? undefined : user} onCancel={onClose} onSaved={onSaved} />}
      </DialogContent>
    </Dialog>
  )
}

function UserForm({
  user,
  onCancel,
  onSaved,
}: {
  user: User | undefined
  onCancel: () => void
  onSaved: () => void
}) {
  const t = useTranslations('settings.users')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const error = useIssueText()
  const form = useForm<Values, unknown, Values>({
    resolver: zodResolver<Values, unknown, Values>(user ? editSchema : createSchema, { error }),
    defaultValues: {
      name: user?.name ?? '',
      email: user?.email ?? '',
      role: user?.role ?? 'user',
      password: '',
    },
  })

  async function save({ password: typed, ...values }: Values) {
    try {
      if (user) await callApi('PATCH', `/api/users/${user.id}`, values)
      else await callApi('POST', '/api/users', { ...values, password: typed })
      toast.success(t(user ? 'saved' : 'created', { name: values.name }))
      onSaved()
    } catch (caught) {
      if (!(caught instanceof ApiError) || caught.code !== 'last-admin') throw caught
      form.setError('role', { type: 'server', message: errorText(caught) })
    }
  }

  return (
    <DialogForm
      name="user"
      form={form}
      saveLabel={user ? common('save') : t('create')}
      onSave={save}
      onCancel={onCancel}
    >
      <TextField<Values> name="name" label={t('name')} autoComplete="off" />
      <TextField<Values> name="email" label={t('email')} type="email" autoComplete="off" />
      <Field label={t('role')} help={t('roleHelp')} error={form.formState.errors.role?.message}>
        {(control) => (
          <Select {...control} {...form.register('role')}>
            {roleSchema.options.map((role) => (
              <option key={role} value={role}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {!user && <NewPasswordField />}
    </DialogForm>
  )
}
