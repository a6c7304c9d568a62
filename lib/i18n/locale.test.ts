import { describe, expect, it } from 'vitest'
import { pickLocale } from './locale.ts'

describe('pickLocale', () => {
  it.each([
    ['the chosen language', 'zh', 'en-GB,en;q=0.9', 'zh'],
    ["the browser's first known language", undefined, 'fr-FR,zh-TW;q=0.8,en;q=0.7', 'zh'],
    ['a region of a known language', undefined, 'zh-Hans-CN', 'zh'],
    ['English for a choice that is not offered', 'xx', null, 'en'],
    ['English without any wish', undefined, null, 'en'],
  ])('gives %s', (_, chosen, acceptLanguage, expected) => {
    expect(pickLocale(chosen, acceptLanguage)).toBe(expected)
  })
})
