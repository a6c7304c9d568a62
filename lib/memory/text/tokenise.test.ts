import { describe, expect, test } from 'vitest'
import { createMemoryIndex } from '../search/memory-index.ts'
import { fingerprint, searchableText, tokenise } from './tokenise.ts'

const others = ['我在杭州工作，喜欢爬山', '我有一只叫豆豆的猫', 'I play the piano on Sundays']

function findBest(texts: string[], query: string): string | undefined {
  const index = createMemoryIndex()
  for (const [number, text] of texts.entries())
    index.put({
      id: String(number),
      text,
      agentId: null,
      searchText: searchableText(text),
      sourceId: null,
      importance: 0.5,
      useCount: 0,
      createdAt: 0,
      endedAt: null,
      vector: null,
    })
  return index.search(query, { limit: 1, now: 0 })[0]?.memory.text
}

describe('Chinese and Japanese memories', () => {
  test.each([
    ['我对花生过敏，住在上海浦东', '我能吃什么零食？有过敏吗'],
    ['我女儿小米今年上小学三年级', '我女儿上几年级'],
    ['我不喝咖啡，只喝乌龙茶', '给我推荐一款茶，我平时喝乌龙茶'],
    ['我妻子的生日是三月十二日', '老婆什么时候过生日'],
    ['我对花生过敏', '我對什麼東西過敏'],
    ['特斯拉Model 3', 'ｍｏｄｅｌ３续航多少'],
    ['我在字节跳动当工程师', '字节跳动的办公室在哪'],
    ['東京に住んでいます', '東京のどこがおすすめですか'],
    ['我老公是外科醫生', '丈夫做什么工作'],
    ['我妈妈住在高雄', '我母親住哪'],
    ['我爸七十岁了', '父亲多大年纪'],
    ['我每週三晚上打羽毛球', '我星期三做什么运动'],
    ['我礼拜天去教堂', '周日我去哪'],
    ['我住在臺北市大安區', '台北大安区有什么好吃的'],
    ['我的手机号尾号是８８６６', '手机尾号8866是谁的'],
    ['我的护照十月到期', '用戶的護照幾月到期'],
    ['I work at 腾讯 as a designer', '我在騰訊做什么'],
    ['我喜欢用TypeScript写代码', 'ＴＹＰＥＳＣＲＩＰＴ 怎么样'],
    ['我的车是比亚迪汉EV', '比亞迪漢ｅｖ 充电'],
    ['我对青霉素过敏', '青黴素可以用嗎'],
    ['我乘高铁回老家武汉過年', '春节回武漢'],
    ['我在学习Python和機器學習', '机器学习进度如何'],
    ['預產期在明年三月', '预产期什么时候'],
    ['軟體工程師，在新竹上班', '新竹的工程师'],
    ['ｶﾒﾗが趣味です', 'カメラの趣味'],
    ['東京で働いています', '东京工作'],
    ['娘は小学三年生です', '小学生の娘'],
    ['コーヒーが好きではない', 'コーヒーは飲む'],
    ['猫を二匹飼っています', '飼っている猫'],
  ])('%s is found by %s', (memory, query) => {
    expect(findBest([...others, memory], query)).toBe(memory)
  })
})

describe('English memories', () => {
  test.each([
    ['My mum lives in Leeds', "Where is my mother's house?"],
    ['Grandma turned ninety', 'How old is my grandmother?'],
    ['The user has two kids', 'How many children do I have?'],
    ['The user rents a flat in Oslo', 'Which apartment is mine?'],
    ['Favourite colour: green', 'What is my favorite color?'],
    ['The user is allergic to peanuts', 'What are my allergies?'],
    ['The user studies at university', 'What about college?'],
  ])('%s is found by %s', (memory, query) => {
    expect(findBest([...others, memory], query)).toBe(memory)
  })
})

describe('tokenise', () => {
  test('stems English words and leaves out those that say nothing', () => {
    expect(tokenise('She was running to the stations')).toEqual(tokenise('run station'))
  })

  test('brings irregular forms to their base', () => {
    expect(tokenise('bought children written')).toEqual(tokenise('buy child writing'))
    expect(tokenise('lives')).toEqual(tokenise('living'))
  })

  test('keeps numbers, dates and names', () => {
    expect(tokenise('Flight LH 400 on 2026-11-23 with Zoë')).toEqual(
      expect.arrayContaining(['lh', '400', '2026', '11', '23', 'zoe']),
    )
  })

  test('takes hostile text', () => {
    for (const text of ['', '\0', '\uD800', '😀'.repeat(10), '’’’'])
      expect(Array.isArray(tokenise(text))).toBe(true)
  })
})

describe('fingerprint', () => {
  test('ignores case, width, punctuation and traditional characters', () => {
    expect(fingerprint('I live in Berlin!')).toBe(fingerprint('i LIVE in ｂｅｒｌｉｎ'))
    expect(fingerprint('我對花生過敏。')).toBe(fingerprint('我对花生过敏'))
  })

  test('stays short enough for an index', () => {
    const long = 'many words '.repeat(1_000)
    expect(fingerprint(long).length).toBeLessThan(600)
    expect(fingerprint(long)).not.toBe(fingerprint(`${long} more`))
  })
})

test('what is no word is cut: an index of PostgreSQL refuses it', () => {
  expect(tokenise(`data ${'x'.repeat(20_000)}`).map(({ length }) => length)).toEqual([4, 100])
})
