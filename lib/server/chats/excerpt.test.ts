import { expect, test } from 'vitest'
import { searchTerms } from '#lib/memory/text/tokenise.ts'
import { excerptAround } from './excerpt.ts'

function marked(text: string, query: string): string {
  const { snippet, ranges } = excerptAround(text, searchTerms(query))
  let shown = ''
  let last = 0
  for (const [start, end] of ranges) {
    shown += `${snippet.slice(last, start)}[${snippet.slice(start, end)}]`
    last = end
  }
  return shown + snippet.slice(last)
}

test('an excerpt marks each form of the words, as they are written', () => {
  expect(marked('Naïve Cafés: don’t panic', "cafe don't panic")).toBe(
    'Naïve [Cafés]: don’t [panic]',
  )
  expect(marked('我们去了麒麟山下的竹屋', '麒麟 竹屋')).toBe('我们去了[麒麟]山下的[竹屋]')
  expect(marked('在臺北學習', '学习')).toBe('在臺北[學習]')
})

test('an excerpt stands around the match with the most words', () => {
  const filler = 'Some other words that say nothing at all. '.repeat(20)
  const shown = marked(`wombat ${filler}the wombat\nQuillon lives ${filler}`, 'Quillon wombat')
  expect(shown).toMatch(/^….{10,40} the \[wombat\] \[Quillon\] lives .{60,140}…$/)
})

test('without a match the text is shown from its beginning', () => {
  expect(excerptAround('Plain text', ['other'])).toEqual({ snippet: 'Plain text', ranges: [] })
})

test('an excerpt cuts no character in halves', () => {
  const { snippet } = excerptAround(`${'𠮷'.repeat(301)}麒麟${'𠮷'.repeat(300)}`, ['麒麟'])
  expect(snippet.isWellFormed()).toBe(true)
})
