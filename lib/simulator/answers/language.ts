export type Language = 'en' | 'zh'

/** Language of the answer: Chinese if the text contains any Chinese. */
export function languageOf(text: string): Language {
  return /\p{sc=Han}/u.test(text) ? 'zh' : 'en'
}

/** Picks the text in a language. */
export function inLanguage<T>(language: Language, en: T, zh: T): T {
  return language === 'zh' ? zh : en
}
