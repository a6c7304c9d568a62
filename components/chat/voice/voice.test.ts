import { describe, expect, it } from 'vitest'
import { speechLanguage } from './speech-language.ts'
import { spokenText } from './spoken-text.ts'

describe('spokenText', () => {
  it.each([
    ['marks', '## A *fine* **day**', 'A fine day'],
    ['links', 'See [the page](https://example.com).', 'See the page.'],
    ['code', 'Before\n\n```js\nlet a = 1\n```\n\nAfter', 'Before\n\n\n\nAfter'],
    ['code that is not closed', 'Before\n```js\nlet a', 'Before'],
    ['lists', '- one\n- two', 'one\ntwo'],
  ])('leaves out %s', (_, markdown, expected) => {
    expect(spokenText(markdown)).toBe(expected)
  })
})

describe('speechLanguage', () => {
  it.each([
    ['Plain English.', 'zh', 'en-US'],
    ['今天天气很好。', 'en', 'zh-CN'],
    ['これはペンです。', 'en', 'ja-JP'],
    ['안녕하세요', 'en', 'ko-KR'],
    ['Use the word 你好 for hello in Chinese, please.', 'en', 'en-US'],
  ])('%s in the interface of %s: %s', (text, locale, expected) => {
    expect(speechLanguage(text, locale)).toBe(expected)
  })
})
