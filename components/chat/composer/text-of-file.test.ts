import { expect, test } from 'vitest'
import { textOfFile } from './text-of-file.ts'

test('a text file becomes a fenced block with its name', async () => {
  const file = new File(['a = 1\n'], 'a.py')
  expect(await textOfFile(file, 100)).toBe('a.py\n```\na = 1\n```\n')
})

test('a fence within does not end the block', async () => {
  const text = await textOfFile(new File(['```js\n1\n```'], 'a.md'), 100)
  expect(text).toBe('a.md\n````\n```js\n1\n```\n````\n')
})

test('what is not text, or too long, is refused', async () => {
  expect(await textOfFile(new File([new Uint8Array([137, 80, 78, 71, 255])], 'a.png'), 100)).toBe(
    null,
  )
  expect(await textOfFile(new File([new Uint8Array([0, 1])], 'a.bin'), 100)).toBe(null)
  expect(await textOfFile(new File(['x'.repeat(101)], 'a.txt'), 100)).toBe(null)
})
