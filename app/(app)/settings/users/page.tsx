import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { UserTable } from '#components/settings/users/user-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('users') }
}

export default function UsersPage() {
  return <UserTable />
}
