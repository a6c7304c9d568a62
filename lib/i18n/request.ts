import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { localeCookie, pickLocale } from './locale.ts'
import { namespaces } from './namespaces.ts'

export default getRequestConfig(async () => {
  const [cookieStore, headerList] = await Promise.all([cookies(), headers()])
  const chosen = cookieStore.get(localeCookie)?.value
  const locale = pickLocale(chosen, headerList.get('accept-language'))
  const entries = await Promise.all(
    namespaces.map(async (namespace) => {
      const file = await import(`../../messages/${locale}/${namespace}.json`)
      return [namespace, file.default] as const
    }),
  )
  return { locale, messages: Object.fromEntries(entries), timeZone: 'UTC' }
})
