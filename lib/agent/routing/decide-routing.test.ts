import { describe, expect, test } from 'vitest'
import { decideRouting, type RoutingQuestion } from './decide-routing.ts'

const question: RoutingQuestion = {
  text: '',
  before: [],
  hasTools: false,
  p95Ms: { fast: null, deep: null },
  budgetMs: null,
  isFailing: { fast: false, deep: false },
  wanted: undefined,
}
const ask = (text: string, more: Partial<RoutingQuestion> = {}) =>
  decideRouting({ ...question, text, ...more })
const hard = 'Prove by induction that the sum of the first n odd numbers is n^2.'

describe('what a message says', () => {
  test.each(['Hi!', '谢谢', 'Translate to French: see you tomorrow', '一公里等于多少米？', ''])(
    'goes to the fast model: %s',
    (text) => expect(ask(text)).toMatchObject({ route: 'fast', by: 'score' }),
  )

  test.each([
    hard,
    '请设计一个订单系统，说明如何防止重复扣款，并比较两种方案的利弊。',
    'Our service crashes every night after the backup. How would you find out why?',
  ])('goes to the deep model: %s', (text) =>
    expect(ask(text)).toMatchObject({ route: 'deep', by: 'score' }),
  )

  test.each([
    'Think carefully: is it Tuesday?',
    'ultrathink about this: a name for my band',
    '仔细想想，今天星期几？',
    '請仔細想想，今天星期幾？',
    '深度思考：给公众号起个名字',
  ])('is followed when it asks to think: %s', (text) =>
    expect(ask(text)).toMatchObject({ route: 'deep', by: 'words' }),
  )

  test.each([
    'Prove it, but don’t think, just give me the answer',
    'Briefly, why did Rome fall?',
    'Short version please: why did Rome fall?',
    '不用想，证明一下这个定理',
    '簡單說，為什麼會有通貨膨脹',
    '请简要解释一下量子纠缠的原理',
  ])('is followed when it asks to be quick: %s', (text) =>
    expect(ask(text)).toMatchObject({ route: 'fast', by: 'words' }),
  )

  test.each(['Translate “think carefully” into French', '“仔细想想”用英语怎么说'])(
    'is no wish of the user where it is quoted: %s',
    (text) => expect(ask(text)).toMatchObject({ route: 'fast', by: 'score' }),
  )

  test.each([
    ['What is the capital of Peru?', 'fast'],
    ['Design a rate limiter for twelve servers that survives a restart of its store.', 'deep'],
  ])('is not judged by its courtesy: %s', (text, route) => {
    for (const polite of [`Hi! ${text}`, `Please ${text}`, `${text} Thanks!`, `Question: ${text}`])
      expect(ask(polite).route).toBe(route)
  })

  test('counts the same in traditional characters, and is explained in them', () => {
    const [simplified, traditional] = [ask('请证明根号2是无理数'), ask('請證明根號2是無理數')]
    expect(traditional).toMatchObject({ route: 'deep', score: simplified.score })
    expect(traditional.words?.map(({ word }) => word).join('')).toMatch(/[證無數號]/)
  })

  test.each([
    'We are twelve people, our daughter turns six, she loves unicorns, my sister brings the cake and my husband the balloons. It begins on Saturday at three, at our place, with games in the garden. Could you write a cheerful invitation for the parents?',
    '我们部门下周五去郊区团建，大概二十个人，中午烧烤，下午爬山，晚上六点坐大巴回来。帮我写一个群通知。提醒大家穿运动鞋、带防晒，周三之前在群里接龙报名，不去的也说一声。',
  ])('is no harder for the story around a short text that it asks for: %s', (text) =>
    expect(ask(text)).toMatchObject({ route: 'fast', by: 'score' }),
  )

  test('is explained by those of its own words that count most', () => {
    const { words = [] } = ask('What does “theorem” mean?')
    expect(words.length).toBeGreaterThan(0)
    expect(words.length).toBeLessThanOrEqual(4)
    for (const { word } of words) expect('what does quote mean').toContain(word)
    expect(new Set(words.map(({ word }) => word)).size).toBe(words.length)
    const proof = ask('Prove that there are infinitely many primes.').words ?? []
    expect(proof.filter(({ word }) => word === 'prove')).toHaveLength(1)
    expect(ask('鱻').words).toEqual([])
  })

  test('is named in the decision, with weights that add up', () => {
    const { score, threshold, signals } = ask(hard)
    expect(signals.map(({ name }) => name)).toContain('proof')
    expect(signals.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score)
    expect(score).toBeGreaterThanOrEqual(threshold)
  })

  test('what is pasted behind a colon does not make an easy task hard', () => {
    const clause = 'The parties shall analyse every liability, design a plan, and prove the damage.'
    expect(ask(`Translate this into French: ${clause}`).route).toBe('fast')
    expect(ask(clause.repeat(3)).score).toBeGreaterThan(ask(`Translate this: ${clause}`).score)
  })

  test('a pasted text does not make an easy task hard', () => {
    const pasted = 'The committee met and discussed the analysis of the new design. '.repeat(40)
    expect(ask(`Summarise this in one sentence:\n\n${pasted}`).route).toBe('fast')
  })

  test.each([
    'Turn this into bullet points:\n\nPlease prove, design and analyse why our service fails.',
    '把下面的内容整理成表格\n\n张伟 分析师 13800001111\n李娜 架构设计 13900002222\n王强 证明 13700003333',
    '为什么我们的服务总是偶尔崩溃？请大家分析原因，制定方案，并且设计新的架构，比较利弊，评估风险。\n\n翻译成英文',
    'Add comments to this function:\n\ndef solve(a, b):\n    if a < b or b < 0:\n        a = prove(b) * 2\n    return a',
  ])('asks for another form of what is pasted, not for what that asks: %s', (text) =>
    expect(ask(text).route).toBe('fast'),
  )

  test.each([
    'Quick question: does a whale have hair?',
    '简单说说为什么明朝会灭亡',
    '一句话解释熵',
  ])('is followed when it asks for little: %s', (text) =>
    expect(ask(text)).toMatchObject({ route: 'fast', by: 'words' }),
  )

  test('a follow-up belongs to the question behind short replies, until the subject changes', () => {
    const signals = (before: string[]) =>
      ask('still no luck', { before }).signals.map((s) => s.name)
    expect(signals([hard, 'hm', 'still not'])).toContain('follow-up')
    expect(signals([hard, 'thanks!', 'hm'])).not.toContain('follow-up')
    expect(signals([hard, 'hm', 'What is the capital of Peru?'])).not.toContain('follow-up')
    expect(signals([])).not.toContain('follow-up')
  })

  test('a follow-up of a hard question counts more than the same words alone', () => {
    const text = 'and with three of them?'
    expect(ask(text, { before: [hard] }).score).toBeGreaterThan(ask(text).score)
    expect(ask('thanks!', { before: [hard] }).route).toBe('fast')
  })
})

describe('a TTFB budget', () => {
  const p95Ms = { fast: 800, deep: 9_000 }

  test('goes before the score', () => {
    expect(ask(hard, { p95Ms, budgetMs: 2_000 })).toMatchObject({ route: 'fast', by: 'budget' })
    expect(ask(hard, { p95Ms, budgetMs: 10_000 })).toMatchObject({ route: 'deep', by: 'score' })
  })

  test('does not speak about a model that was not measured', () => {
    const unmeasured = { fast: 800, deep: null }
    expect(ask(hard, { p95Ms: unmeasured, budgetMs: 2_000 }).route).toBe('deep')
  })

  test('that neither model keeps leaves the one that is sooner', () => {
    expect(ask(hard, { p95Ms, budgetMs: 100 }).route).toBe('fast')
    const swapped = { fast: 9_000, deep: 800 }
    expect(ask('Hi!', { p95Ms: swapped, budgetMs: 100 }).route).toBe('deep')
  })

  test('gives way to the user’s words and to the user’s wish', () => {
    expect(ask('Think hard about this.', { p95Ms, budgetMs: 2_000 }).route).toBe('deep')
    expect(ask('Hi!', { p95Ms, budgetMs: 2_000, wanted: 'deep' })).toMatchObject({
      route: 'deep',
      by: 'user',
    })
  })
})

describe('a model that fails at the moment', () => {
  const isFailing = { fast: false, deep: true }

  test.each([hard, 'Think hard: is it Tuesday?'])('leaves the turn to the other one: %s', (text) =>
    expect(ask(text, { isFailing })).toMatchObject({ route: 'fast', by: 'breaker' }),
  )

  test('is asked where the user wants it, or where both fail', () => {
    expect(ask('Hi!', { isFailing, wanted: 'deep' })).toMatchObject({ route: 'deep', by: 'user' })
    const bothFail = { fast: true, deep: true }
    expect(ask(hard, { isFailing: bothFail })).toMatchObject({ route: 'deep', by: 'score' })
  })

  test('does not matter to what the other one answers anyway', () => {
    expect(ask('Hi!', { isFailing })).toMatchObject({ route: 'fast', by: 'score' })
  })
})

test('a measured wait of a minute raises the threshold', () => {
  const slow = ask(hard, { p95Ms: { fast: 1_000, deep: 61_000 } })
  expect(slow.threshold).toBeGreaterThan(ask(hard).threshold)
})

test('a message as long as it may be is decided on its beginning and end', () => {
  const text = `${'word '.repeat(40_000)}\n\nPlease prove the theorem above.`
  expect(ask(text).signals.map(({ name }) => name)).toContain('proof')
})
