'use client'

import { useTranslations } from 'next-intl'
import { LoadError } from '#components/settings/load-error.tsx'
import { FormSection, PageHead } from '#components/settings/section.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { ApiKeys } from './api-keys.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { InstructionsForm } from './instructions-form.tsx'
import { NoticeSetting } from './notice-setting.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { SessionList } from './session-list.tsx'
import { SharedLinks } from './shared-links.tsx'
import { Transfer } from './transfer.tsx'
import { TransportSetting } from './transport-setting.tsx'
import { useAccount } from './use-account.ts'

/** The user's own settings. */
export function AccountPage() {
  const t = useTranslations('account')
  const account = useAccount()
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col px-4 pt-5 pb-[max(3rem,env(safe-area-inset-bottom))] md:px-8 md:pt-10">
        <PageHead as="h1" title={t('title')} text={t('text')} />
        {account.error && !account.data && (
          <LoadError error={account.error} onRetry={() => account.mutate()} />
        )}
        {!account.data && !account.error && <Skeleton className="h-96 rounded-lg" />}
        {account.data && (
          <div className="flex flex-col gap-5">
            <ProfileForm account={account.data} onSave={account.save} />
            <FormSection as="h2" title={t('notices.title')}>
              <NoticeSetting />
            </FormSection>
            <FormSection as="h2" title={t('transport.title')}>
              <TransportSetting />
            </FormSection>
            <InstructionsForm account={account.data} onSave={account.save} />
            <PasswordForm onChanged={() => account.mutate()} />
            <SessionList />
            <ApiKeys isAdmin={account.data.role === 'admin'} />
            <SharedLinks />
            <Transfer />
            <DeleteAccount email={account.data.email} />
          </div>
        )}
      </div>
    </div>
  )
}
