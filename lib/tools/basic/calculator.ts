import { Parser } from 'expr-eval-fork'
import { z } from 'zod'
import { defineTool, type Tool } from '../tool.ts'

const longestExpression = 500
/** Digits that a double holds exactly: 0.1 + 0.2 is 0.3. */
const exactDigits = 15

const description = [
  'Calculates an arithmetic expression exactly: + - * / ^ % (remainder) !, parentheses, comparisons, PI, E,',
  'sqrt, cbrt, abs, round, floor, ceil, min, max, exp, ln, log10, log2, sin, cos, tan (radians) and the like.',
].join(' ')

const definition = defineTool({
  name: 'calculate',
  description,
  input: z.object({ expression: z.string().min(1).max(longestExpression) }),
})

export function calculator(): Tool {
  return definition(async ({ expression }) => ({ result: calculate(expression) }))
}

/**
 * Interprets the expression; nothing of it is run as JavaScript, and it knows numbers only.
 * @throws Error for an expression that has no value
 */
export function calculate(expression: string): number | boolean {
  const plain = expression.replaceAll('**', '^').replaceAll('×', '*').replaceAll('÷', '/')
  const value: unknown = parser.evaluate(plain)
  if (typeof value === 'boolean') return value
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Error('The expression has no finite number as its value.')
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(exactDigits))
}

/** Functions of the library that work on lists and functions, or give another value each time. */
const others = ['random', 'map', 'fold', 'filter', 'indexOf', 'join', 'sum', 'if', 'gamma', 'fac']

const parser = createParser()

function createParser(): Parser {
  const off = { assignment: false, fndef: false, concatenate: false, random: false, length: false }
  const created = new Parser({
    allowMemberAccess: false,
    operators: { ...off, conditional: false, in: false },
  })
  for (const name of others) delete created.functions[name]
  return created
}
