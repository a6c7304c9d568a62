import { expect, it } from 'vitest'
import { splitBlocks } from './split-blocks.ts'

it.each([
  ['one\n\ntwo', ['one', 'two']],
  ['```\na\n\nb\n```\n\nc', ['```\na\n\nb\n```', 'c']],
  ['````\n```\n\n```\n````\n\nc', ['````\n```\n\n```\n````', 'c']],
  ['$$\na\n\nb\n$$\n\nc', ['$$\na\n\nb\n$$', 'c']],
  ['- a\n\n- b\n\n  more\n\nc', ['- a\n\n- b\n\n  more', 'c']],
  ['<details>\n\nin\n\n</details>\n\nc', ['<details>\n\nin\n\n</details>', 'c']],
  ['a\r\n\r\nb', ['a', 'b']],
  ['\n\n', []],
])('cuts where a block certainly begins: %j', (markdown, blocks) => {
  expect(splitBlocks(markdown).blocks).toEqual(blocks)
})

it('takes footnotes and definitions out, whose text may go on', () => {
  const { blocks, footnotes, definitions } = splitBlocks(
    'a[^1] [b]\n\n[^1]: first\n\n    second\n\n[b]: https://b.example\n\nend',
  )
  expect(blocks).toEqual(['a[^1] [b]', '[b]: https://b.example', 'end'])
  expect(footnotes).toEqual([{ label: '1', text: 'first\n\n  second\n' }])
  expect(definitions).toBe('[b]: https://b.example')
})

it('a text that grows changes its last blocks only', () => {
  const whole = '# A\n\ntext **b**\n\n- a\n- b\n\n```\nx\n\ny\n```\n\n| a |\n|---|\n| 1 |\n\nend'
  let before: string[] = []
  for (let end = 1; end <= whole.length; end += 1) {
    const { blocks } = splitBlocks(whole.slice(0, end))
    expect(blocks.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    before = blocks
  }
})
