import { expect, test } from 'vitest'
import { calculate } from './calculator.ts'

test.each([
  ['2 + 3 * 4', 14],
  ['(1 + 2) ^ 3 / 9', 3],
  ['0.1 + 0.2', 0.3],
  ['-2^2', -4],
  ['17 % 5', 2],
  ['20!', 2432902008176640000],
  ['sqrt(2) * sqrt(2)', 2],
  ['round(12345.678 * 0.19)', 2346],
  ['2 ** 10 × 3 ÷ 2', 1536],
  ['max(3, 9, 4) + min(1, 2)', 10],
  ['log10(1000) + ln(E)', 4],
  ['1e21 / 3', 333333333333333000000],
  ['3 > 2', true],
])('%s is %s', (expression, value) => {
  expect(calculate(expression)).toBe(value)
})

test.each([
  '1 / 0',
  'sqrt(-1)',
  '1 +',
  'process.exit()',
  'constructor',
  'constructor.constructor("return 1")()',
  '"a".constructor',
  'toString',
  '__proto__',
  'x = 3',
  'f(x) = x; f(2)',
  '[1, 2, 3]',
  'random()',
  'map(sqrt, [4])',
  'import("fs")',
  '171!!!!',
  '"a" + "b"',
])('%s has no value', (expression) => {
  expect(() => calculate(expression)).toThrow()
})
