export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

export const localeCookie = 'lumos-locale'

/**
 * The chosen language, else the first of the browser's languages that is supported, else English.
 */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [chosen ?? '', ...(acceptLanguage ?? '').split(',')]
  for (const tag of wanted) {
    const language = tag.trim().split(/[-;]/)[0]?.toLowerCase()
    const supported = locales.find((locale) => locale === language)
    if (supported) return supported
  }
  return 'en'
}
