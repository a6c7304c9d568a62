export type Language = 'en' | 'zh'

/** The language to answer in: Chinese as soon as there is Chinese in the text. */
export function languageOf(text: string): Language {
  return /\p{sc=Han}/u.test(text) ? 'zh' : 'en'
}

/** Picks the text in a language. */
export function inLanguage<T>(language: Language, en: T, zh: T): T {
  return language === 'zh' ? zh : en
}
