import { createTranslator } from 'next-intl'
import { type Locale, localeCookie, pickLocale } from './locale.ts'

/** Words of the diagnosis, and of why models fail, in the language that the request asks for. */
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
