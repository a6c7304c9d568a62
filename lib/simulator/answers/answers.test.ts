import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../server.ts'
import { type Prompt, postChat, readStream } from '../testing.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1_000_000 })
})
afterAll(() => simulator.close())

const ask = async (prompt: Prompt, more: Record<string, unknown> = {}, model = 'demo-fast') =>
  readStream(await postChat(simulator.url, model, prompt, more))

const user = (content: string) => ({ role: 'user', content })
const memories = (...texts: string[]) => ({
  role: 'system',
  content: `What is known.\n<memories>\n${texts.map((text, id) => `<memory id="${id}">${text}</memory>`).join('\n')}\n</memories>`,
})

describe('questions about the user', () => {
  test.each([
    ['What is my name?', "The user's name is Anna.", 'Your name is Anna.'],
    ['Who am I?', 'The user is called Anna &amp; Co.', 'You are called Anna & Co.'],
    ['Where do I live?', 'The user lives in Berlin.', 'You live in Berlin.'],
    ['which city do I live in', 'The user lives in Berlin.', 'You live in Berlin.'],
    ['Where do I work?', 'The user works at Siemens.', 'You work at Siemens.'],
    ['What do I like to eat?', 'The user is vegetarian.', 'You are vegetarian.'],
    ['What is my dog called?', 'The user has a dog named Rex.', 'You have a dog named Rex.'],
    ['When is my flight?', "The user's flight leaves on Friday.", 'Your flight leaves on Friday.'],
    ['我叫什么名字？', '用户叫安娜。', '你叫安娜。'],
    ['我叫什么', '用户叫安娜。', '你叫安娜。'],
    ['我住在哪里？', '用户住在柏林。', '你住在柏林。'],
    ['我喜欢喝什么？', '用户喜欢喝绿茶。', '你喜欢喝绿茶。'],
  ])('%s is answered from the memory "%s"', async (question, memory, answer) => {
    const other = /\p{sc=Han}/u.test(question)
      ? '用户养了三只仓鼠。'
      : 'The user owns a red bicycle.'
    expect((await ask([memories(other, memory), user(question)])).text).toBe(answer)
  })

  test.each([
    ['My name is Anna and I live in Berlin.', 'What is my name?', 'Your name is Anna.'],
    ['Hello! I just moved to Berlin.', 'Where do I live now?', 'You just moved to Berlin.'],
    ["I'm allergic to peanuts", 'What do you know about me?', 'You are allergic to peanuts'],
    ['我叫安娜，我住在柏林。', '我住在哪？', '你住在柏林。'],
  ])('"%s" earlier in the chat answers "%s"', async (said, question, answer) => {
    const { text } = await ask([
      user(said),
      { role: 'assistant', content: 'Noted.' },
      user(question),
    ])
    expect(text).toContain(answer)
  })

  test('everything known is listed when asked for', async () => {
    const { text } = await ask([
      memories('The user lives in Berlin.', 'The user has a dog.'),
      user('What do you know about me?'),
    ])
    expect(text).toContain('- You live in Berlin')
    expect(text).toContain('- You have a dog')
  })

  test.each([
    ['What is my name?', 'not told me'],
    ['我叫什么？', '没有告诉过我'],
  ])('%s without a memory is not made up', async (question, words) => {
    expect((await ask(question)).text).toContain(words)
  })

  test('other answers keep the memories in mind', async () => {
    const { text } = await ask([memories('The user is vegan.'), user('Suggest a dinner, please.')])
    expect(text).toContain('simulated demo model')
    expect(text).toContain('you are vegan')
  })

  test('what the user tells is acknowledged', async () => {
    const { text } = await ask('My name is Anna and I live in Berlin.')
    expect(text).toContain('Nice to meet you, Anna!')
    expect(text).toContain('you live in Berlin')
  })
})

describe('kinds of answers', () => {
  test.each([
    ['Write a function in TypeScript', /```ts\n[\s\S]+\n```/],
    ['写一个函数', /```ts\n[\s\S]+\n```/],
    ['Compare HTTP versions in a table', /\n\|---\|/],
    ['给我一个表格', /\n\|---\|/],
    ['Show me a formula', /\$\$[\s\S]+\$\$/],
    ['给我一个公式', /\$\$[\s\S]+\$\$/],
    ['List three tips', /\n1\. /],
    ['Hello', /^Hello!/],
    ['你好', /^你好！/],
    ['Why is the TTFB so slow?', /waterfall/],
    ['What is 12 * 7?', /84/],
    ['Say exactly: **Hi** there', /^\*\*Hi\*\* there$/],
    ['请说：你好世界', /^你好世界$/],
    ['Count to 12', /^1 2 3 4 5 6 7 8 9 10 11 12$/],
    ['Show all markdown features', /```ts[\s\S]+\|---\|[\s\S]+\$\$/],
    ['My name is Tom. Can you show me a table?', /\n\|---\|/],
    ['Write a poem about my cat', /simulated/],
    ['Thank you!', /welcome/],
    ['Tell me about cats', /Tell me about cats[\s\S]*simulated/],
    ['天空为什么是蓝的', /天空为什么是蓝的[\s\S]*模拟/],
  ])('%s', async (question, pattern) => {
    expect((await ask(question)).text).toMatch(pattern)
  })

  test('a length that is asked for is met, with the features in it', async () => {
    const { text, pieces } = await ask(
      'Write an essay of about 3,000 tokens with code, tables and formulas',
    )
    expect(pieces.length).toBeGreaterThan(3_000)
    expect(pieces.length).toBeLessThan(3_600)
    expect(text).toMatch(/```ts/)
    expect(text).toMatch(/\|---\|/)
    expect(text).toMatch(/\$\$/)
  })

  test('models of the reasoning kind reason first', async () => {
    for (const model of ['demo-deep', 'glm-4.6']) {
      expect((await ask('Hello', {}, model)).reasoning).toContain('Hello')
    }
    expect((await ask('Hello')).reasoning).toBe('')
  })
})

describe('tools', () => {
  const tool = (
    name: string,
    properties: Record<string, unknown>,
    required = Object.keys(properties),
  ) => ({
    type: 'function',
    function: { name, description: '', parameters: { type: 'object', properties, required } },
  })
  const tools = [
    tool('current_time', { timeZone: { type: 'string' } }),
    tool('save_memory', { fact: { type: 'string' } }),
    tool('get_weather', { city: { type: 'string' }, days: { type: 'integer', minimum: 1 } }),
  ]

  test.each([
    ['What time is it in Tokyo?', 'current_time', { timeZone: 'Asia/Tokyo' }],
    ['现在几点？', 'current_time', { timeZone: 'UTC' }],
    ['Remember that I live in Berlin', 'save_memory', { fact: 'The user lives in Berlin' }],
    ['请记住我住在柏林', 'save_memory', { fact: '用户住在柏林' }],
    ['How is the weather in Berlin for 3 days?', 'get_weather', { city: 'Berlin', days: 3 }],
  ])('%s calls %s', async (question, name, input) => {
    const answer = await ask(question, { tools })
    expect(answer).toMatchObject({ finishReason: 'tool_calls', text: '' })
    expect(answer.toolCalls).toHaveLength(1)
    expect(answer.toolCalls[0]?.name).toBe(name)
    expect(JSON.parse(answer.toolCalls[0]?.arguments ?? '')).toEqual(input)
  })

  test('the result is used, and no tool is called again', async () => {
    const call = {
      id: 'call_1',
      type: 'function',
      function: { name: 'current_time', arguments: '{}' },
    }
    const prompt = [
      user('What time is it?'),
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: '{"iso":"2026-11-23T09:00:00Z"}' },
    ]
    const answer = await ask(prompt, { tools })
    expect(answer.toolCalls).toEqual([])
    expect(answer.text).toMatch(/current_time[\s\S]*2026-11-23T09:00:00Z/)
  })

  test('tool_choice is obeyed', async () => {
    expect((await ask('What time is it?', { tools, tool_choice: 'none' })).toolCalls).toEqual([])
    expect((await ask('Hello', { tools, tool_choice: 'required' })).toolCalls).toHaveLength(1)
    const choice = { type: 'function', function: { name: 'save_memory' } }
    expect((await ask('Hello', { tools, tool_choice: choice })).toolCalls[0]?.name).toBe(
      'save_memory',
    )
  })

  test('a question that fits no tool calls none', async () => {
    expect((await ask('Tell me about cats', { tools })).toolCalls).toEqual([])
  })
})

describe('jobs', () => {
  const extraction = { role: 'system', content: 'Lumos memory extraction\nAnswer with JSON.' }
  const factsIn = async (text: string) => {
    const answer = await ask([extraction, user(text)])
    return (JSON.parse(answer.text) as { facts: { text: string }[] }).facts.map((fact) => fact.text)
  }

  test.each([
    ['I moved to Berlin last month.', ['The user lives in Berlin.']],
    [
      'My name is Anna and I live in Berlin.',
      ["The user's name is Anna.", 'The user lives in Berlin.'],
    ],
    ["I'm allergic to peanuts. What should I eat?", ['The user is allergic to peanuts.']],
    ['I have two cats and I love jazz', ['The user has two cats.', 'The user loves jazz.']],
    ["I don't eat meat.", ['The user does not eat meat.']],
    ["My sister's wedding is in May", ["The user's sister's wedding is in May."]],
    ['我搬到柏林了。', ['用户住在柏林。']],
    ['我叫安娜，我喜欢爵士乐。', ['用户叫安娜。', '用户喜欢爵士乐。']],
    ['Remember that I drink tea', ['The user drinks tea.']],
    [
      "I'm Tom, and I usually drink coffee",
      ["The user's name is Tom.", 'The user usually drinks coffee.'],
    ],
    ['I am German', ['The user is German.']],
    ['I need to send the report', ['The user needs to send the report.']],
    ['From 2027 I will work at Acme', ['From 2027 the user will work at Acme.']],
    ['从2027年起我在西门子工作。', ['从2027年起用户在西门子工作。']],
    ['下周五之前我要交报告。', ['下周五之前用户要交报告。']],
    [
      'I used to live in Paris but now I live in Rome',
      ['The user used to live in Paris.', 'The user lives in Rome.'],
    ],
    ['我叫李雷，今年30岁，对花生过敏。', ['用户叫李雷。', '用户今年30岁。', '用户对花生过敏。']],
    ['Where do I live? Can you help me?', []],
    ['I want you to write code', []],
    ['My password is hunter2', []],
    ['Write a poem about the sea', []],
  ])('the facts in "%s"', async (text, facts) => {
    expect(await factsIn(text)).toEqual(facts)
  })

  test.each([
    ['Can you explain how the waterfall chart works in detail?', 'Waterfall chart works in detail'],
    ['Write a poem about the sea', 'Poem about the sea'],
    ['帮我写一首关于大海的诗', '关于大海的诗'],
    ['hi', 'Hi with a demo model'],
  ])('the title of "%s"', async (text, title) => {
    const system = { role: 'system', content: 'Lumos chat title\nthree to six words' }
    expect((await ask([system, user(text)])).text).toBe(title)
  })

  test('a JSON schema is obeyed', async () => {
    const schema = {
      type: 'object',
      properties: {
        kind: { type: 'string', enum: ['a', 'b'] },
        score: { type: 'number', minimum: 0, maximum: 1 },
        tags: { type: 'array', items: { $ref: '#/$defs/tag' } },
        note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        optional: { type: 'string' },
      },
      required: ['kind', 'score', 'tags', 'note'],
      $defs: {
        tag: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
      },
    }
    const answer = await ask('Rate it', {
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    })
    expect(JSON.parse(answer.text)).toEqual({
      kind: 'a',
      score: 1,
      tags: [{ name: 'Rate it' }],
      note: 'Rate it',
    })
  })
})
