import { expect, test } from 'vitest'
import { fillPrompt, promptVariables } from './prompt-variables.ts'

test('variables are found once each, in the order of the text, with their first default', () => {
  const text =
    'Write to {{ name }} about {{topic=our garden}}. Dear {{name}}, {{topic=x}} {{语气=友好}}'
  expect(promptVariables(text)).toEqual([
    { name: 'name', defaultValue: '' },
    { name: 'topic', defaultValue: 'our garden' },
    { name: '语气', defaultValue: '友好' },
  ])
  expect(promptVariables('{{a}} {{a=later}}')).toEqual([{ name: 'a', defaultValue: 'later' }])
})

test('braces that are no variable stay as they are', () => {
  const text = 'const a = {{}} {{ }} {b} {{{c}} ${{d'
  expect(promptVariables(text)).toEqual([{ name: 'c', defaultValue: '' }])
  expect(fillPrompt('{{}} {{ }} {b} {{ =x}}', new Map())).toBe('{{}} {{ }} {b} {{ =x}}')
})

test('every occurrence is filled, and a value is taken literally', () => {
  const values = new Map([
    ['name', '$& {{topic}}'],
    ['empty', ''],
  ])
  expect(fillPrompt('{{name}}, {{ name =x}}{{empty}}{{none=1}}!', values)).toBe(
    '$& {{topic}}, $& {{topic}}!',
  )
})
