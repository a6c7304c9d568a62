import { expect, it } from 'vitest'
import { closeHalfOpen } from './close-half-open.ts'
import { halfOpenMark } from './half-open-mark.ts'

it.each([
  ['a **bo', 'a **bo**'],
  ['a **', 'a '],
  ['**注意：', '**注意：**'],
  ['a `co', 'a `co`'],
  ['**a `c', '**a `c`**'],
  ['x [link](https://a', 'x link'],
  ['note[^1', 'note'],
  ['![a](x', ''],
  ['text\n-', 'text'],
  ['- a\n- **b', '- a\n- **b**'],
  ['t\n\n| a | b', 't\n'],
  ['| a | b |\n|---|---|\n| **x', '| a | b |\n|---|---|\n| **x**'],
  ['$$x', `$$x${halfOpenMark}$$`],
  ['a \\(x', `a \\(x${halfOpenMark}\\)`],
  ['\\[\nx', `\\[\nx${halfOpenMark}\\]`],
  ['a <det', 'a '],
  ['so $e^{i', 'so '],
  ['so $HOME', 'so $HOME'],
  // Complete already.
  ['x [link](https://a.example)', 'x [link](https://a.example)'],
  ['*a* **b** c', '*a* **b** c'],
  ['```js\na *b', '```js\na *b'],
  ['snake_case_x', 'snake_case_x'],
  ['2 \\* 3 **x**', '2 \\* 3 **x**'],
])('what still streams looks as it will: %j', (block, expected) => {
  expect(closeHalfOpen(block)).toBe(expected)
})
