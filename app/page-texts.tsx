import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Namespace } from '#lib/i18n/namespaces.ts'

/**
 * Sends these texts to the browser, for the components below that use them there. They take the
 * place of the texts of a `PageTexts` above. A test compares them with what the components use.
 */
export async function PageTexts({ of, children }: { of: Namespace[]; children: ReactNode }) {
  const all = await getMessages()
  const messages = Object.fromEntries(of.map((name) => [name, all[name]]))
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
