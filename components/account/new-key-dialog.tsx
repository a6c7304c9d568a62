'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { CopyOnce } from '#components/copy-once.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { useErrorText } from '#components/use-error-text.ts'
import { type KeyScope, keyScopes, type NewApiKey } from '#lib/contracts/account/api-key.ts'

const lifetimesDays = [30, 90, 365] as const
const dayMs = 86_400_000

/** Creates a key and shows it once. */
export function NewKeyDialog({
  isOpen,
  isAdmin,
  onClose,
  onMade,
}: {
  isOpen: boolean
  isAdmin: boolean
  onClose: () => void
  onMade: () => unknown
}) {
  const t = useTranslations('account')
  const [made, setMade] = useState<NewApiKey | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && close()}>
      <DialogContent
        title={made ? t('keyMade') : t('newKey')}
        description={made ? t('keyOnce') : t('newKeyText')}
      >
        {made ? (
          <CopyOnce
            secret={made.key}
            help={t('keyUse', { address: `${window.location.origin}/v1` })}
            onDone={close}
          />
        ) : (
          <NewKeyForm
            isAdmin={isAdmin}
            onMade={(key) => {
              setMade(key)
              void onMade()
            }}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}

function NewKeyForm({ isAdmin, onMade }: { isAdmin: boolean; onMade: (key: NewApiKey) => void }) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<KeyScope[]>(['agents'])
  const [days, setDays] = useState('')
  const [problem, setProblem] = useState<string>()

  async function make(event: FormEvent) {
    event.preventDefault()
    const expiresAt = days ? new Date(Date.now() + Number(days) * dayMs).toISOString() : null
    try {
      onMade(await callApi<NewApiKey>('POST', '/api/keys', { name, scopes, expiresAt }))
    } catch (error) {
      setProblem(errorText(error))
    }
  }

  return (
    <form className="mt-4 flex flex-col gap-5" onSubmit={(event) => void make(event)}>
      <Field label={t('keyName')} help={t('keyNameHelp')} error={problem}>
        {(control) => (
          <Input
            {...control}
            value={name}
            required
            maxLength={60}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium text-sm">{t('keyScopes')}</legend>
        {keyScopes
          .filter((scope) => scope !== 'admin' || isAdmin)
          .map((scope) => (
            <label key={scope} className="flex items-start gap-2.5 text-sm leading-6">
              <input
                type="checkbox"
                className="mt-1.5"
                checked={scopes.includes(scope)}
                onChange={({ target }) =>
                  setScopes(
                    target.checked
                      ? [...scopes, scope]
                      : scopes.filter((chosen) => chosen !== scope),
                  )
                }
              />
              <span>
                {t(`scopes.${scope}`)}{' '}
                <span className="text-muted-foreground">{t(`scopeHelp.${scope}`)}</span>
              </span>
            </label>
          ))}
      </fieldset>
      <Field label={t('keyEnds')}>
        {(control) => (
          <Select {...control} value={days} onChange={({ target }) => setDays(target.value)}>
            <option value="">{t('keyNeverEnds')}</option>
            {lifetimesDays.map((lifetime) => (
              <option key={lifetime} value={lifetime}>
                {t('keyDays', { days: lifetime })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" disabled={name.trim() === '' || scopes.length === 0}>
          {t('makeKey')}
        </Button>
      </div>
    </form>
  )
}
