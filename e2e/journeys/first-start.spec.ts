import { headers, lastAnswer, send, shownTtfbMs, wholeAnswer } from '../support/chat.ts'
import { admin } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

test.use({ hasAdmin: false })

test('the first visitor becomes admin, asks, sees the wait count and then where it went', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Create the admin account' })).toBeVisible()
  await page.getByLabel('Name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText(`Hello, ${admin.name}`)).toBeVisible()

  // A wait of a second: on a busy machine three tenths are over within a frame or two.
  const { items } = await (await page.request.get('/api/agents')).json()
  const data = { model: 'demo/glm-4-flash' }
  await page.request.patch(`/api/agents/${items[0].id}`, { headers, data })

  // The counter is sampled in the page, at every frame, from before the send.
  const sampling = page.evaluate(
    () =>
      new Promise<{ figures: number[]; stages: string[]; texts: number[] }>((resolve) => {
        const figures: number[] = []
        const stages = new Set<string>()
        const texts = new Set<number>()
        const look = () => {
          const figure = document.querySelector('[data-testid=ttfb-counter]')?.textContent
          if (figure) figures.push(Number.parseFloat(figure))
          const stage = document.querySelector('[data-testid=ttfb-stage]')?.textContent
          if (stage) stages.add(stage)
          const answer = document.querySelector('[data-testid=message-assistant]')
          if (answer?.textContent) texts.add(answer.textContent.length)
          if (!document.querySelector('[data-testid=ttfb-result]')) requestAnimationFrame(look)
          else resolve({ figures, stages: [...stages], texts: [...texts] })
        }
        look()
      }),
  )
  await send(page, 'Hello! Please compare HTTP/1.1 and HTTP/2 in a table.')
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/)
  await wholeAnswer(page, 1)
  const { figures, stages, texts } = await sampling

  expect(figures.length).toBeGreaterThan(5)
  expect(figures).toEqual([...figures].sort((a, b) => a - b))
  expect(figures.at(-1)).toBeGreaterThan(0.5)
  expect(stages).toContain('Waiting for the model’s first token')
  // Token by token: many lengths were seen before the last one.
  expect(texts.length).toBeGreaterThan(5)

  await expect(lastAnswer(page).getByRole('table')).toBeVisible()
  await expect(lastAnswer(page)).toContainText('demo: simulated')

  const chatId = page.url().split('/').at(-1)
  const chat = await (await page.request.get(`/api/chats/${chatId}`)).json()
  const { ttfbMs } = chat.messages[1].metadata.timing
  expect(Math.abs((await shownTtfbMs(page)) - ttfbMs)).toBeLessThanOrEqual(ttfbMs < 1000 ? 1 : 10)

  await page.getByTestId('ttfb-result').click()
  const waterfall = page.getByTestId('waterfall')
  for (const stage of ['Request', 'History', 'Memory', 'Connect', 'Model', 'Flush', 'Paint']) {
    await expect(waterfall.getByRole('rowheader', { name: stage, exact: true })).toBeVisible()
  }
  await expect(waterfall).toContainText(/\d+ % of it was the model/)
  await expect
    .poll(async () => (await page.request.get(`/api/chats/${chatId}`)).text())
    .toContain('"transitMs":')
  await page.reload()
  await page.getByTestId('ttfb-result').click()
  for (const stage of ['Request', 'Model', 'Paint']) {
    await expect(waterfall.getByRole('rowheader', { name: stage, exact: true })).toBeVisible()
  }
})
