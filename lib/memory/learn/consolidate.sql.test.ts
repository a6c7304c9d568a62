import { expect, test } from 'vitest'
import { memoryBlock } from '../prompt-block.ts'
import { database, found, learn, liveTexts, memory, newUser, setUpMemory } from '../testing.ts'

setUpMemory()

async function liveAfter(statements: string[]): Promise<string[]> {
  const userId = await newUser()
  for (const statement of statements) await learn(userId, statement)
  return liveTexts(userId)
}

test.each([
  [['I eat meat.', 'I no longer eat meat.'], ['The user no longer eats meat.']],
  [['I smoke.', "I don't smoke any more."], ['The user no longer smokes.']],
  [['I love sushi.', "I can't stand sushi."], ['The user cannot stand sushi.']],
  [['I hate tea.', 'I like tea.'], ['The user likes tea.']],
  [
    ['I live in Rome.', "I don't live in Paris any more."],
    ['The user lives in Rome.', 'The user no longer lives in Paris.'],
  ],
  [
    ['I live in Rome.', 'I used to live in Oslo.'],
    ['The user lives in Rome.', 'The user used to live in Oslo.'],
  ],
  [
    ['I used to live in Rome.', 'I moved back to Rome.'],
    ['The user used to live in Rome.', 'The user lives in Rome.'],
  ],
  [['I play tennis.', 'I used to play tennis.'], ['The user used to play tennis.']],
  [
    ['My sister lives in Rome.', 'I live in Rome.'],
    ["The user's sister lives in Rome.", 'The user lives in Rome.'],
  ],
  [
    ['I work at Globex.', 'I quit my job at Globex.', 'I work for Acme.'],
    ['The user works for Acme.'],
  ],
  [['我喝咖啡。', '我不再喝咖啡了。'], ['用户不再喝咖啡了。']],
  [['我住在上海。', '我搬到臺北了。'], ['用戶住在臺北。']],
  [['我喜歡爬山。', '我喜欢爬山。'], ['用戶喜歡爬山。']],
  [['我喜欢香菜。', '我讨厌香菜。'], ['用户讨厌香菜。']],
  [
    ['我住在深圳。', '我以前住在北京。'],
    ['用户住在深圳。', '用户以前住在北京。'],
  ],
  [
    ['我妈妈住在上海。', '我住在上海。'],
    ['用户的妈妈住在上海。', '用户住在上海。'],
  ],
])('after %j there stands %j', async (statements, live) => {
  expect(await liveAfter(statements)).toEqual(live)
})

test('one property may be said of the user and of what is his', async () => {
  const userId = await newUser()
  const source = { userId, agentId: null, chatId: null, messageId: null }
  const fact = { type: 'profile' as const, importance: 0.5, validFrom: null, validTo: null }
  for (const text of ['The user lives in Rome.', "The user's home is Oslo."])
    await memory.learn(source, [{ ...fact, text }])
  for (const text of ["The user's name is Ana.", "The user's full name is Ana Lopez."])
    await memory.learn(source, [{ ...fact, text }])
  expect(await liveTexts(userId)).toEqual([
    "The user's home is Oslo.",
    "The user's full name is Ana Lopez.",
  ])
})

test('a prompt tells what is past from what is', async () => {
  const userId = await newUser()
  await learn(userId, 'I live in Shanghai.')
  await learn(userId, 'I moved to Berlin.')
  const { items } = await memory.recall({
    ...{ userId, agentId: 'a', query: 'Where did I live before?', limit: 3 },
    ...{ budgetTokens: 400, deadlineMs: 5_000 },
  })
  const today = new Date().toISOString().slice(0, 10)
  const block = memoryBlock(items)
  expect(block).toMatch(new RegExp(`until="${today}">The user lives in Shanghai`))
  expect(block).toMatch(/<memory id="[^"]*">The user lives in Berlin/)
  expect(block).toContain('is no more')
})

test.each([
  [['I like hiking.', 'I love hiking!', 'I really enjoy hiking.', "I'm a big fan of hiking."]],
  [["I'm vegan.", 'I am a vegan.', "I've been vegan.", "I'm currently vegan"]],
  [['I have a dog.', "I've got a dog", 'I own a dog.']],
  [['My dog is called Rex.', "My dog's name is Rex.", 'My dog is named Rex']],
  [['我喜欢爬山。', '我很喜欢爬山', '我热爱爬山！', '我也非常喜欢爬山。']],
])('the same in other words is kept once: %j', async (paraphrases) => {
  const repeated = Array.from({ length: 25 }, () => paraphrases).flat()
  expect(await liveAfter(repeated)).toHaveLength(1)
})

test('paraphrases in 20 parallel jobs are one fact', async () => {
  const userId = await newUser()
  const ways = ['I like hiking.', 'I love hiking!', "I'm a big fan of hiking.", 'I enjoy hiking']
  await Promise.all(Array.from({ length: 20 }, (_, n) => learn(userId, ways[n % 4] ?? '')))
  expect(await liveTexts(userId)).toHaveLength(1)
})

test('a life of moves leaves one home and its whole history', async () => {
  const userId = await newUser()
  for (const city of ['Shanghai', 'Berlin', 'Paris', 'Shanghai'])
    await learn(userId, `I moved to ${city}.`)
  expect(await liveTexts(userId)).toEqual(['The user lives in Shanghai.'])
  const rows = await database.prisma.memory.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
  })
  expect(rows.map(({ text }) => text.match(/in (\w+)/)?.[1])).toEqual([
    'Shanghai',
    'Berlin',
    'Paris',
    'Shanghai',
  ])
  for (const [at, row] of rows.slice(0, -1).entries()) {
    expect(row.supersededById).toBe(rows[at + 1]?.id)
    expect(row.validTo?.getTime()).toBeGreaterThanOrEqual(rows[at + 1]?.createdAt.getTime() ?? 0)
  }
  expect(await found(userId, 'Where do I live?')).toEqual(['The user lives in Shanghai.'])
  expect(await found(userId, 'Where did I live before?')).toHaveLength(4)
})

test('a message that is learnt from late does not undo what was said after it', async () => {
  const userId = await newUser()
  await learn(userId, 'I live in Berlin.', memory, new Date('2026-11-02'))
  await learn(userId, 'I live in Shanghai.', memory, new Date('2026-11-01'))
  expect(await liveTexts(userId)).toEqual(['The user lives in Berlin.'])
  const late = await database.prisma.memory.findFirstOrThrow({
    where: { userId, text: { contains: 'Shanghai' } },
  })
  expect(late.validTo).not.toBeNull()
})

test('a plan is recalled as coming until its day is over, then only as past', async () => {
  const userId = await newUser()
  await learn(userId, 'I have a dentist appointment tomorrow.')
  expect(await found(userId, 'When is my dentist appointment?')).toHaveLength(1)
  await database.prisma.memory.updateMany({
    where: { userId },
    data: { validTo: new Date(Date.now() - 1_000) },
  })
  await memory.changed(userId, null)
  expect(await found(userId, 'When is my dentist appointment?')).toEqual([])
  expect(await found(userId, 'What about the dentist last week?')).toHaveLength(1)
})
