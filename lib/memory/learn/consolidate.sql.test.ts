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
  [['I like coffee.', 'I do not like coffee any more.'], ['The user no longer likes coffee.']],
  [
    ['My favourite colour is green.', 'My favorite color is blue.'],
    ["The user's favorite color is blue."],
  ],
  [['I drive a Golf.', 'I sold my Golf.'], ['The user sold their Golf.']],
  [['I drive a Golf.', 'I sold my car.'], ['The user sold their car.']],
  [
    ['I have a bike.', 'I drive a Golf.', 'I sold my bike.'],
    ['The user drives a Golf.', 'The user sold their bike.'],
  ],
  [['I am married.', 'I got divorced.'], ['The user got divorced.']],
  [
    ['I have a girlfriend.', 'I broke up with my girlfriend.'],
    ['The user broke up with their girlfriend.'],
  ],
  [['I am vegetarian.', 'I am vegan.'], ['The user is vegan.']],
  [['I work at Globex.', 'I was laid off.'], ['The user was laid off.']],
  [
    ['My mum lives in Leeds.', 'My mom lives in York.'],
    ["The user's mum lives in Leeds.", "The user's mom lives in York."],
  ],
  [['我开特斯拉。', '我把特斯拉卖了。'], ['用户把特斯拉卖了。']],
  [
    ['我养了一只猫。', '我有两个孩子。'],
    ['用户养了一只猫。', '用户有两个孩子。'],
  ],
  [
    ['我妈妈住在上海。', '我住在上海。'],
    ['用户的妈妈住在上海。', '用户住在上海。'],
  ],
])('after %j there stands %j', async (statements, live) => {
  expect(await liveAfter(statements)).toEqual(live)
})

const details = { type: 'profile' as const, importance: 0.5, validFrom: null, validTo: null }

test.each([
  ['The user has a dog.', "The user's dog died on 2026-11-20.", true],
  ["The user's dog is called Rex.", "The user's dog Rex passed away.", true],
  ['The user has two dogs.', "The user's dog died on 2026-11-20.", false],
  ['The user has a cat.', "The user's dog died.", false],
  ['The user likes coffee.', 'The user does not like coffee any more.', true],
  ['The user likes coffee.', 'The user is sick of coffee.', true],
  ['The user likes coffee.', 'The user does not like tea any more.', false],
  ['The user owns a boat.', 'The user got rid of their boat in 2026.', true],
  ['The user owns a boat.', 'The user sold their house.', false],
  ["The user's car is a Golf.", "The user's car was stolen.", true],
  ['The user is single.', 'The user got married on 2026-11-20.', true],
  ['The user is pregnant.', 'The user gave birth on 2026-11-20.', true],
  ['The user smokes.', 'The user quit smoking.', true],
  ['The user is unemployed.', 'The user works at Acme.', true],
  ['The user studies physics at ETH.', 'The user graduated from ETH in 2026.', true],
  ['The user studies physics at ETH.', 'The user graduated from MIT in 2012.', false],
  ["The user's favourite color is green.", '用户最喜欢的颜色是蓝色。', true],
  ['用户养了一只狗。', '用户的狗上周去世了。', true],
  ['用户养了两只狗。', '用户的一只狗去世了。', false],
  ['用户开高尔夫。', '用户把高尔夫卖了。', true],
  ['用户有一辆车。', '用户卖了自己的车。', true],
  ['用户喜欢咖啡。', '用户不喜欢咖啡了。', true],
  ['用户是单身。', '用户结婚了。', true],
  ['用户有一个女朋友。', '用户和女朋友分手了。', true],
  ['用户住在上海。', '用户的狗去世了。', false],
])('%s Then: %s Ended: %s', async (before, after, isEnded) => {
  const userId = await newUser()
  const source = { userId, agentId: null, chatId: null, messageId: null }
  for (const text of [before, after]) await memory.learn(source, [{ ...details, text }])
  expect(await liveTexts(userId)).toEqual(isEnded ? [after] : [before, after])
})

test('one property may be said of the user and of what is his', async () => {
  const userId = await newUser()
  const source = { userId, agentId: null, chatId: null, messageId: null }
  const fact = details
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
