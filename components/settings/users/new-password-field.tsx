'use client'

import { Copy, WandSparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useFieldError } from '../form-fields.tsx'
import { makePassword } from './make-password.ts'

/** A password for the admin to pass on: readable, with buttons to generate and copy it. */
export function NewPasswordField() {
  const t = useTranslations('settings.users')
  const common = useTranslations('common')
  const { register, setValue, getValues } = useFormContext<{ password: string }>()
  const error = useFieldError('password')

  async function copy() {
    try {
      await navigator.clipboard.writeText(getValues('password'))
      toast.success(common('copied'))
    } catch {
      // The clipboard API needs a permission and HTTPS; the text can still be selected.
      toast.error(t('copyFailed'))
    }
  }

  return (
    <div>
      <Field label={t('password')} help={t('passwordHelp')} error={error}>
        {(control) => (
          <Input
            {...control}
            {...register('password')}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        )}
      </Field>
      <div className="mt-2 flex gap-2">
        <Button
          variant="outline"
          size="sm"
          onClick={() =>
            setValue('password', makePassword(), { shouldDirty: true, shouldValidate: true })
          }
        >
          <WandSparkles aria-hidden /> {t('generate')}
        </Button>
        <Button variant="ghost" size="sm" onClick={() => void copy()}>
          <Copy aria-hidden /> {common('copy')}
        </Button>
      </div>
    </div>
  )
}
