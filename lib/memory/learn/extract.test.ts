import { expect, test } from 'vitest'
import { extractFacts, mayHoldFacts } from './extract.ts'

const monday = new Date(2026, 10, 23, 14)

test('what a model leaves as "until Friday" becomes a date', async () => {
  const texts = [
    'I live in Lisbon until Friday, I meet Ana tomorrow.',
    '我从2027年起住在北京。',
    'I like Fridays.',
    'I will work at Siemens from 2027.',
  ]
  const facts = [
    { text: 'The user lives in Lisbon until Friday.', type: 'profile' },
    { text: 'The user meets Ana tomorrow.', type: 'event' },
    { text: '用户从2027年起住在北京。', type: 'profile' },
    { text: 'The user likes Fridays.', type: 'preference' },
    { text: 'The user will work at Siemens from 2027.', type: 'event' },
    { text: 'From 2027 the user will live in Lisbon.', type: 'profile' },
  ]
  const extracted = await extractFacts(texts.join(' '), {
    generate: async () => JSON.stringify({ facts }),
    today: monday,
    onError(error) {
      throw error
    },
  })
  expect(
    extracted.map(({ text, validFrom, validTo }) => [text, validFrom ?? null, validTo]),
  ).toEqual([
    ['The user lives in Lisbon (until 2026-11-27).', null, '2026-11-27'],
    ['The user meets Ana on 2026-11-24.', null, '2026-11-24'],
    ['用户住在北京（2027-01-01起）。', '2027-01-01', null],
    ['The user likes Fridays.', null, null],
    ['The user will work at Siemens (from 2027-01-01).', '2027-01-01', null],
    ['The user will live in Lisbon (from 2027-01-01).', '2027-01-01', null],
  ])
})

const fact = (text: string, more: object = {}) => JSON.stringify({ text, type: 'profile', ...more })
const rome = fact('The user lives in Rome.')

async function extracted(message: string, answer: string) {
  const errors: unknown[] = []
  const facts = await extractFacts(message, {
    generate: async () => answer,
    today: monday,
    onError: (error) => errors.push(error),
  })
  return { texts: facts.map(({ text }) => text), errors }
}

test.each([
  ['plain', `{"facts":[${rome}]}`],
  ['in a code fence with prose', `Sure!\n\`\`\`json\n{"facts":[${rome}]}\n\`\`\`\nAnything else?`],
  [
    'behind a thought',
    `<think>Maybe {"facts":[{"text":"The user hates Rome."}]}?</think>{"facts":[${rome}]}`,
  ],
  ['a bare list', `[${rome}]`],
  ['cut off', `{"facts":[${rome},{"text":"The user is in Rome for pea`],
  ['beside wrong types', `{"facts":[7,null,{"text":5},{"text":["The user"]},{"text":""},${rome}]}`],
  [
    'with wrong details',
    `{"facts":[${fact('The user lives in Rome.', { type: 'x', importance: 99, validFrom: 'soon', validTo: 3 })}]}`,
  ],
  [
    'with an end before its beginning',
    `{"facts":[${fact('The user lives in Rome.', { validFrom: '2026-05-01', validTo: '2025-01-01' })}]}`,
  ],
  [
    'beside what was never said',
    `{"facts":[${fact('The user lives in Paris.')},${fact('The user is a spy.')},${rome}]}`,
  ],
])('a fact that is %s is read', async (_, answer) => {
  const { texts, errors } = await extracted('I live in Rome, in the old town.', answer)
  expect(errors).toEqual([])
  expect(texts).toEqual(['The user lives in Rome.'])
})

test.each([
  ['no JSON', 'I cannot help with that.'],
  ['an endless thought', `<think>${'hm '.repeat(1_000)}`],
  ['only inventions', `{"facts":[${fact('The user is a spy for France.')}]}`],
])('the rules step in for %s', async (_, answer) => {
  expect((await extracted('I live in Rome.', answer)).texts).toEqual(['The user lives in Rome.'])
})

test('100,000 facts are not believed', async () => {
  const many = Array.from({ length: 100_000 }, (_, n) => fact(`The user lives in Rome ${n}.`))
  const { texts } = await extracted('I live in Rome.', `{"facts":[${many.join()}]}`)
  expect(texts).toHaveLength(20)
})

test.each([
  ['I live in NYC.', 'The user lives in New York City.'],
  ["I'm from Spain.", 'The user is Spanish.'],
  ['Ich wohne in München.', 'The user lives in Munich.'],
  ['My appointment is tomorrow.', 'The user has an appointment on Tuesday.'],
  ['我搬到柏林了。', '用户住在柏林。'],
  ['my kid is 4 now', "The user's child is 4 years old."],
])('%s may become %s', async (message, text) => {
  expect((await extracted(message, `{"facts":[${fact(text)}]}`)).texts).toEqual([text])
})

test('a model sees the first and the last paragraph of a long message', async () => {
  const prompts: string[] = []
  await extractFacts(`I live in Rome.\n${'🙂'.repeat(1_000_000)}\nI like tea.`, {
    async generate(_, prompt) {
      prompts.push(prompt)
      return '{"facts":[]}'
    },
    today: monday,
    onError() {},
  })
  expect(prompts[0]).toBe('I live in Rome.\nI like tea.')
})

test.each([
  ['我吃素', true],
  ['我叫小明', true],
  ['我住在上海', true],
  ['你好', false],
  ['thanks', true],
  ['ok', false],
])('whether %s is worth a look', (text, isWorth) => {
  expect(mayHoldFacts(text)).toBe(isWorth)
})
