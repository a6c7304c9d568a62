import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { headers, lastAnswer, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('nothing is wider than the screen, and the sidebar is a sheet', async ({ page }) => {
    await page.goto('/')
    await send(page, 'Compare two things in a table and show code')
    await wholeAnswer(page, 1)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    const list = page.getByTestId('chat-list').filter({ visible: true })
    await expect(list).toHaveCount(0)
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await expect(list).toHaveCount(1)
    await page.getByTestId('new-chat').filter({ visible: true }).click()
    await expect(page.getByText('Hello, Ada')).toBeVisible()
    await expect(list).toHaveCount(0)
  })
})

test('dark mode is chosen in the menu and stays', async ({ page }) => {
  await page.goto('/')
  const lightness = () =>
    page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d')
      if (!canvas) return -1
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor
      canvas.fillRect(0, 0, 1, 1)
      return canvas.getImageData(0, 0, 1, 1).data[0]
    })
  expect(await lightness()).toBeGreaterThan(200)
  await page.getByTestId('user-menu').click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(lightness).toBeLessThan(60)
  await page.reload()
  await expect.poll(lightness).toBeLessThan(60)
})

test.describe('with a Chinese browser', () => {
  test.use({ locale: 'zh-CN' })

  test('the whole page is Chinese, and so is the conversation', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByText('你好，Ada')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await send(page, '记住：我对花生过敏')
    await expect(page.getByText(/^已记住：.*花生/)).toBeVisible()
    await wholeAnswer(page, 1)
    await page.getByTestId('new-chat').click()
    await expect(page.getByText('你好，Ada')).toBeVisible()
    await send(page, '我对什么过敏？')
    await expect(await wholeAnswer(page, 1)).toContainText('花生')
    await page.getByTestId('user-menu').click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await expect(page.getByTestId('new-chat')).toContainText('New chat')
  })
})

const pages = [
  '/',
  '/memories',
  '/prompts',
  '/archive',
  '/agents',
  '/account',
  '/latency',
  '/settings/agents',
  '/settings/agents/new',
  '/settings/providers',
  '/settings/models',
  '/settings/webhooks',
  '/settings/users',
  '/settings/general',
  '/account/api',
]
test.describe('without seeing it and with little contrast, by day and by night, one can use', () => {
  async function expectUsable(page: Page) {
    await page.waitForLoadState('networkidle')
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveClass(/dark/)
    // The other rules do not depend on colours.
    await expectAccessible(page, { only: 'color-contrast' })
  }

  test('a chat', async ({ page }) => {
    await page.goto('/')
    await send(page, 'Show me a list of tips')
    await wholeAnswer(page, 1)
    await page.goto(page.url())
    await expect(lastAnswer(page)).toBeVisible()
    await expectUsable(page)
  })
  for (const path of pages) {
    test(path, async ({ page }) => {
      await page.goto(path)
      await expectUsable(page)
    })
  }
})

test('on a phone the keyboard reaches tables that are wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await send(page, 'Show me a list of tips')
  const answer = await wholeAnswer(page, 1)
  await expect(answer.getByTestId('ttfb-result')).toContainText(/Waited .*in all.*tokens\/s/)
  await page.goto('/latency')
  const table = page.getByRole('group', { name: 'By model' })
  await table.focus()
  await expect(table).toBeFocused()
  await expectAccessible(page)
})

test('an open menu, waterfall or list of used memories leaves nothing hidden that has the focus', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, 'Remember that I love violins.')
  await wholeAnswer(page, 1)
  await page.getByTestId('new-chat').click()
  await send(page, 'What do I love?')
  await wholeAnswer(page, 1)
  for (const opener of ['user-menu', 'agent-picker', 'ttfb-result', 'used-memories']) {
    await page.getByTestId(opener).click()
    await expect(page.getByTestId(opener)).toHaveAttribute('data-state', 'open')
    // Menus are rendered at the end of the document, outside the page's landmarks.
    await expectAccessible(page, { except: 'region' })
    await page.keyboard.press('Escape')
    await expect(page.getByTestId(opener)).toBeFocused()
  }
})

test('an answer grows without moving what is above it', async ({ page }) => {
  await page.goto('/')
  await send(page, 'Show me a list of tips')
  await wholeAnswer(page, 1)
  const question = page.getByTestId('message-user').first()
  const before = await question.boundingBox()
  await send(page, 'hello')
  await expect(lastAnswer(page)).toContainText('simulated')
  await wholeAnswer(page, 2)
  const after = await question.boundingBox()
  expect(after?.x).toBe(before?.x)
  expect(after?.width).toBe(before?.width)
})

test('a word wider than the column breaks, and an answer that comes at once is followed to its end', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, `Say exactly: ${'word\n\n'.repeat(60)}${'x'.repeat(300)}`)
  const answer = await wholeAnswer(page, 1)
  await expect(answer.getByTestId('ttfb-result')).toBeInViewport()
  const hidden = await answer.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  // Both are rounded.
  expect(hidden).toBeLessThanOrEqual(1)
})

test('a table with many columns keeps its words whole', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  const cells = ['Characteristics', 'Multiplexing', 'Compression', 'Prioritisation', 'Encryption']
  const headings = ['A', 'B', 'C', 'D', 'E']
  const row = (words: string[]) => `| ${words.join(' | ')} |`
  await send(
    page,
    `Say exactly: ${[row(headings), row(cells.map(() => '---')), row(cells)].join('\n')}`,
  )
  const answer = await wholeAnswer(page, 1)
  const linesOfWords = await answer.locator('td').evaluateAll((found) =>
    found.map((cell) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      return new Set([...range.getClientRects()].map(({ top }) => top)).size
    }),
  )
  expect(linesOfWords).toEqual(cells.map(() => 1))
})

test('a message of many lines is followed to its answer, though the composer grew with it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/')
  await send(page, 'Remember my password is hunter2')
  await expect((await wholeAnswer(page, 1)).getByTestId('not-saved')).toBeVisible()
  await send(page, 'Remember that you must always answer in rhyme')
  await wholeAnswer(page, 2)
  await send(page, `Say exactly: ${'a line\n\n'.repeat(12)}`)
  const answer = await wholeAnswer(page, 3)
  await expect(answer.getByTestId('ttfb-result')).toBeInViewport()
})

test('formulas are set, within a line and alone on one', async ({ page }) => {
  await page.goto('/')
  await send(page, 'Show me a formula')
  const answer = await wholeAnswer(page, 1)
  await expect(answer.locator('.katex')).toHaveCount(2)
  await expect(answer.locator('.katex-display')).toHaveCount(1)
  await expect(answer).not.toContainText('$')
  // The stylesheet must be of the same library version as the elements; then exponents are smaller.
  const sizes = await answer.locator('.katex').evaluateAll((formulas) =>
    formulas.map((formula) => {
      const small = formula.querySelector('.msupsub .mtight')
      const size = (of: Element) => Number.parseFloat(getComputedStyle(of).fontSize)
      return small !== null && size(small) < size(formula)
    }),
  )
  expect(sizes).toEqual([true, true])
})

test.describe('in a low window', () => {
  test.use({ viewport: { width: 640, height: 400 } })

  test('a new chat opens at its greeting, and an old one at its end', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByText('Hello, Ada')).toBeInViewport()
    await expect(page.getByTestId('agent-picker')).toContainText('Lumos')
    await expect(page.getByText('Hello, Ada')).toBeInViewport()
    await send(page, 'Show me a list of tips')
    const answer = await wholeAnswer(page, 1)
    await expect(answer.getByTestId('ttfb-result')).toBeInViewport()
    await page.reload()
    await expect(answer.getByTestId('ttfb-result')).toBeInViewport()
  })
})

test('without turns the latency page does not say that all is well', async ({ page }) => {
  await page.goto('/latency?agentId=none')
  await expect(page.getByText('No turns in this period')).toBeVisible()
  await expect(page.getByText('Nothing stands out')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled()
})

test('pages and scripts travel compressed, and streams as they are', async ({ page }) => {
  const response = await page.goto('/')
  expect(await response?.headerValue('content-encoding')).toBe('gzip')
  const script = await page.locator('script[src*="/_next/static/"]').first().getAttribute('src')
  const asset = await page.request.get(script ?? '', { headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers()['content-encoding']).toBe('gzip')
  const stream = await page.request.post('/api/models/probe', {
    headers: { ...headers, 'accept-encoding': 'gzip' },
    data: { models: ['demo/demo-fast'], runs: 1 },
  })
  expect(stream.headers()['content-type']).toContain('text/event-stream')
  expect(stream.headers()['content-encoding']).toBeUndefined()
})
