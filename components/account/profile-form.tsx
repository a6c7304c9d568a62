'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useState } from 'react'
import { useSetLocale } from '#components/app/locale-switch.tsx'
import { FormSection } from '#components/settings/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { type AccountPatch, type OwnAccount, textSizes } from '#lib/contracts/account/account.ts'
import { showTextSize } from './text-size.ts'

/** Name, language, theme and text size. All except the name are saved at once. */
export function ProfileForm({
  account,
  onSave,
}: {
  account: OwnAccount
  onSave: (patch: AccountPatch) => Promise<unknown>
}) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const setLocale = useSetLocale()
  const { setTheme } = useTheme()
  const [name, setName] = useState(account.name)

  async function save(patch: AccountPatch) {
    try {
      await onSave(patch)
      toast.success(t('saved'))
    } catch (error) {
      toast.error(errorText(error))
    }
  }

  return (
    <FormSection as="h2" title={t('profile')} text={account.email}>
      <form
        className="flex items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void save({ name })
        }}
      >
        <div className="min-w-0 flex-1">
          <Field label={t('name')}>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={100}
                required
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" disabled={name.trim() === '' || name === account.name}>
          {t('save')}
        </Button>
      </form>
      <div className="grid gap-5 sm:grid-cols-3">
        <Field label={t('language')}>
          {(control) => (
            <Select
              {...control}
              value={account.language ?? ''}
              onChange={({ target }) => {
                const language = (target.value || null) as OwnAccount['language']
                if (language) setLocale(language)
                void save({ language })
              }}
            >
              <option value="">{t('likeBrowser')}</option>
              <option value="en" lang="en">
                English
              </option>
              <option value="zh" lang="zh-CN">
                中文
              </option>
            </Select>
          )}
        </Field>
        <Field label={t('theme')}>
          {(control) => (
            <Select
              {...control}
              value={account.theme ?? 'system'}
              onChange={({ target }) => {
                const theme = target.value as NonNullable<OwnAccount['theme']>
                setTheme(theme)
                void save({ theme })
              }}
            >
              {(['system', 'light', 'dark'] as const).map((theme) => (
                <option key={theme} value={theme}>
                  {t(`themes.${theme}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('textSize')}>
          {(control) => (
            <Select
              {...control}
              value={account.textSize}
              onChange={({ target }) => {
                const textSize = target.value as OwnAccount['textSize']
                showTextSize(textSize)
                void save({ textSize })
              }}
            >
              {textSizes.map((size) => (
                <option key={size} value={size}>
                  {t(`textSizes.${size}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </FormSection>
  )
}
