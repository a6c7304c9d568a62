import type { Page } from '@playwright/test'
import { headers, send } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

const turns = 320
/** The turn whose answer holds the word that is searched for. */
const foundTurn = 150
const mostNodes = 2_500

const question = (turn: number) => `Question ${turn} about the garden`
const answer = (turn: number) =>
  `Answer ${turn}.\n\nThe ${turn === foundTurn ? 'quillon' : 'heron'} stands **still**.\n\n- by day\n- by night`

/** Imports a chat of many turns. @returns its id */
async function importLongChat(page: Page, title: string): Promise<string> {
  const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString()
  const messages = Array.from({ length: turns }, (_, index) => [
    { id: `q${index + 1}`, parentId: index === 0 ? null : `a${index}`, role: 'user' },
    { id: `a${index + 1}`, parentId: `q${index + 1}`, role: 'assistant' },
  ]).flat()
  const chat = {
    ...{ type: 'lumos-chat', id: title, title, leafId: null, createdAt: at(0), updatedAt: at(0) },
    messages: messages.map((message, index) => {
      const turn = Math.floor(index / 2) + 1
      const text = message.role === 'user' ? question(turn) : answer(turn)
      return { ...message, parts: [{ type: 'text', text }], createdAt: at(index) }
    }),
  }
  const file = {
    name: 'chat.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(chat)),
  }
  const report = await page.request.post('/api/chats/import', {
    ...{ headers, multipart: { file } },
    timeout: 120_000,
  })
  expect(await report.json()).toMatchObject({ imported: 1 })
  const { items } = await (await page.request.get(`/api/chats?query=${title}`)).json()
  return items[0].id
}

const messages = (page: Page) => page.locator('[data-testid^=message-]:is(article)')
const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length)

/** The first message in view, and its distance from the top of the window, pixels. */
function placeOf(page: Page): Promise<{ id: string; top: number }> {
  return page.evaluate(() => {
    const edge = document.querySelector('main')?.getBoundingClientRect().top ?? 0
    const elements = [...document.querySelectorAll('.messages > article')]
    const first = elements.find((element) => element.getBoundingClientRect().bottom > edge)
    return { id: first?.id ?? '', top: first?.getBoundingClientRect().top ?? 0 }
  })
}

const topOf = (page: Page, id: string) =>
  page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top ?? Number.NaN, id)

async function expectPlace(page: Page, place: { id: string; top: number }): Promise<void> {
  await expect
    .poll(async () => Math.abs((await topOf(page, place.id)) - place.top))
    .toBeLessThanOrEqual(3)
}

/** Scrolls up by less than a view. What is in view moves by that much, and then stays. */
async function scrollUp(page: Page): Promise<void> {
  const place = await page.evaluate(() => {
    const scroller = document.querySelector('main .overflow-y-auto')
    const edge = scroller?.getBoundingClientRect().top ?? 0
    const elements = [...document.querySelectorAll('.messages > article')]
    const first = elements.find((element) => element.getBoundingClientRect().bottom > edge)
    scroller?.scrollBy(0, -500)
    return { id: first?.id ?? '', top: first?.getBoundingClientRect().top ?? 0 }
  })
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  await expectPlace(page, place)
}

test('a long chat opens with few nodes, and its reader keeps the place', async ({ page }) => {
  const id = await importLongChat(page, 'Garden')
  await page.goto(`/chat/${id}`)
  await expect(page.getByText(question(turns), { exact: true })).toBeInViewport()
  expect(await nodes(page)).toBeLessThanOrEqual(mostNodes)
  expect(await messages(page).count()).toBeLessThan(60)

  const early = page.getByText(question(turns - 60), { exact: true })
  while ((await early.count()) === 0) await scrollUp(page)
  await expect(page.getByText(question(turns), { exact: true })).toHaveCount(0)
  expect(await nodes(page)).toBeLessThanOrEqual(mostNodes)

  const place = await placeOf(page)
  await page.reload()
  await expectPlace(page, place)
  await page.getByRole('link', { name: 'New chat' }).first().click()
  await expect(page).toHaveURL(/\/$/)
  await page.goBack()
  await expectPlace(page, place)

  await page.getByRole('button', { name: 'Latest message' }).click()
  await expect(page.getByText(question(turns), { exact: true })).toBeInViewport()
  await send(page, 'And now?')
  await expect(page.getByTestId('ttfb-result')).toHaveCount(1, { timeout: 90_000 })
  await page.reload()
  await expect(page.getByText('And now?', { exact: true })).toBeInViewport()
  const chat = await (await page.request.get(`/api/chats/${id}?limit=3`)).json()
  expect(chat.messages.map((message: { parentId: string }) => message.parentId).slice(1)).toEqual(
    chat.messages.map((message: { id: string }) => message.id).slice(0, 2),
  )
})

test('a search opens a message in the middle of a long chat', async ({ page }) => {
  const id = await importLongChat(page, 'Meadow')
  await page.goto('/')
  await page.getByTestId('chat-search').fill('quillon')
  await page.getByTestId('chat-list').getByRole('link', { name: 'Meadow' }).click()
  const found = page.locator('article', { hasText: 'quillon stands' })
  await expect(found).toBeInViewport()
  await expect(page).toHaveURL(new RegExp(`/chat/${id}$`))
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('found')?.size)).toBe(1)
  expect(await nodes(page)).toBeLessThanOrEqual(mostNodes)
  await expect(found).toBeFocused()
  await page.mouse.move(700, 300)
  await page.mouse.wheel(0, 1_000)
  await expect(page.getByText(question(foundTurn + 3), { exact: true })).toBeAttached()
})

test('earlier messages that could not be loaded are loaded on demand', async ({ page }) => {
  const id = await importLongChat(page, 'Harbour')
  const older = (url: URL) => url.searchParams.has('before')
  await page.route(older, (route) => route.abort())
  await page.goto(`/chat/${id}`)
  await page.mouse.move(700, 300)
  const note = page.getByRole('alert').filter({ hasText: 'Earlier messages' })
  await expect(async () => {
    await page.mouse.wheel(0, -2_000)
    await expect(note).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await page.unroute(older)
  await page.getByTestId('load-older').click()
  await expect(note).toHaveCount(0)
  await expect(page.getByText(question(turns - 26), { exact: true })).toBeAttached()
})
