'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormSection } from '#components/settings/section.tsx'
import { useLeaveGuard } from '#components/settings/use-leave-guard.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Textarea } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { AccountPatch, OwnAccount } from '#lib/contracts/account/account.ts'

const longest = 3_000
const names = ['aboutMe', 'howToAnswer'] as const

/** The user's description of themselves and of how to answer, which every agent receives. */
export function InstructionsForm({
  account,
  onSave,
}: {
  account: OwnAccount
  onSave: (patch: AccountPatch) => Promise<unknown>
}) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [texts, setTexts] = useState(account.instructions)
  const isDirty = names.some((name) => texts[name] !== account.instructions[name])
  useLeaveGuard(isDirty)

  async function save() {
    try {
      await onSave({ instructions: texts })
      toast.success(t('saved'))
    } catch (error) {
      toast.error(errorText(error))
    }
  }

  return (
    <FormSection as="h2" title={t('instructions')} text={t('instructionsText')}>
      {names.map((name) => (
        <Field key={name} label={t(name)} help={t(`${name}Help`)}>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              maxLength={longest}
              value={texts[name]}
              onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
            />
          )}
        </Field>
      ))}
      <div className="flex justify-end">
        <Button disabled={!isDirty} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </FormSection>
  )
}
