import { createTranslator } from 'next-intl'
import { type Locale, localeCookie, pickLocale } from './locale.ts'

/** Translates the diagnosis and the reasons of failed attempts into the request's language. */
export async function diagnosisTranslator(request: { headers: Pick<Headers, 'get'> }) {
  const locale = localeOf(request.headers)
  const [diagnosis, chat] = await Promise.all([
    import(`../../messages/${locale}/diagnosis.json`, { with: { type: 'json' } }),
    import(`../../messages/${locale}/chat.json`, { with: { type: 'json' } }),
  ])
  return createTranslator<{
    diagnosis: typeof import('../../messages/en/diagnosis.json')
    chat: Pick<typeof import('../../messages/en/chat.json'), 'attempts'>
  }>({
    locale,
    messages: { diagnosis: diagnosis.default, chat: { attempts: chat.default.attempts } },
  })
}

function localeOf(headers: Pick<Headers, 'get'>): Locale {
  const cookies = headers.get('cookie') ?? ''
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([^;]*)`).exec(cookies)?.[1]
  return pickLocale(chosen, headers.get('accept-language'))
}
