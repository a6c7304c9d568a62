import { expect, it } from 'vitest'
import { withMathDelimiters } from './math-delimiters.ts'

it.each([
  ['Euler: $e^{i\\pi} + 1 = 0$.', 'Euler: $$e^{i\\pi} + 1 = 0$$.'],
  ['其中$x$是\\( y \\)。', '其中$$x$$是$$y$$。'],
  ['so \\(a\\) and \\[b\\] hold', 'so $$a$$ and $$b$$ hold'],
  ['$$a = b$$', '$$\na = b\n$$'],
  ['1. then\n\n   \\[\n   a = b\n   \\]', '1. then\n\n   $$\n   a = b\n   $$'],
])('a formula is read in every usual way to write it: %j', (markdown, expected) => {
  expect(withMathDelimiters(markdown)).toBe(expected)
  expect(withMathDelimiters(expected)).toBe(expected)
})

it.each([
  'It costs $5 today and $10 tomorrow, or US$7 to $9.',
  '| $5 | $6 |',
  'from $100/$200 to $PATH and \\$x\\$',
  'Run `echo $HOME$` or ``a ` $b$``.',
  '```sh\necho $A$\n[[ \\(x\\) ]]\n```',
  '```sh\necho $A$ while it streams',
  '$$\n\\begin{matrix} a \\\\[2pt] b \\end{matrix}\n$$',
  '\\[ begun\n\nnever ended\\]',
])('what is no formula stays as it is: %j', (markdown) => {
  expect(withMathDelimiters(markdown)).toBe(markdown)
})

it('formulas beside code are found, code is not touched', () => {
  expect(withMathDelimiters('$a$ `$b$` $c$\n~~~\n$d$\n~~~\n$e$')).toBe(
    '$$a$$ `$b$` $$c$$\n~~~\n$d$\n~~~\n$$e$$',
  )
})

it('takes no time for text that never closes what it opens', () => {
  for (const open of ['\\[ a ', '\\( a ', '$a ', '$`a ']) {
    const text = open.repeat(50_000)
    expect(withMathDelimiters(text)).toBe(text)
  }
}, 2_000)
