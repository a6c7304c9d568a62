import { headers, lastAnswer, send, ttfbMsOf, wholeAnswer } from '../support/chat.ts'
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

  // Slow enough for a busy machine, where 300 ms can pass within one or two frames.
  const { items } = await (await page.request.get('/api/agents')).json()
  const data = { model: 'demo/glm-4-flash@x0.3' }
  await page.request.patch(`/api/agents/${items[0].id}`, { headers, data })

  // Samples the counter in the page at every frame, beginning before the send.
  const sampling = page.evaluate(
    () =>
      new Promise<{ figures: string[]; stages: string[]; texts: number[] }>((resolve) => {
        const figures: string[] = []
        const stages = new Set<string>()
        const texts = new Set<number>()
        const look = () => {
          const figure = document.querySelector('[data-testid=ttfb-counter]')?.textContent
          if (figure && figure !== figures.at(-1)) figures.push(figure)
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
  const counted = figures.map(millisecondsOf)
  // The last value has fewer digits.
  expect(counted.slice(0, -1)).toEqual(counted.slice(0, -1).sort((a, b) => a - b))
  expect(counted.at(-1)).toBeGreaterThan(500)
  expect(stages).toContain('Waiting for the model’s first text')
  // Token by token: many lengths occurred before the last one.
  expect(texts.length).toBeGreaterThan(5)

  await expect(lastAnswer(page).getByRole('table')).toBeVisible()
  await expect(lastAnswer(page)).toContainText('demo: simulated')

  const chatId = page.url().split('/').at(-1)
  const chat = await (await page.request.get(`/api/chats/${chatId}`)).json()
  const { ttfbMs } = chat.messages[1].metadata.timing
  expect(await ttfbMsOf(page)).toBe(ttfbMs)
  // The counter's last value equals the label's and the waterfall's.
  const label = page.getByTestId('ttfb-result')
  await expect(label).toContainText(`Waited ${figures.at(-1)} `)
  const waitMs = Number(await label.getAttribute('data-wait-ms'))
  expect(waitMs).toBeGreaterThanOrEqual(ttfbMs)

  await page.getByTestId('ttfb-result').click()
  await expect(page.getByTestId('wait-summary')).toContainText(figures.at(-1) ?? '')
  const parts = await page
    .getByTestId('wait-group')
    .evaluateAll((groups) => groups.map((group) => Number(group.getAttribute('data-ms'))))
  expect(parts.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(waitMs, 3)
  const waterfall = page.getByTestId('waterfall')
  for (const stage of ['Request', 'History', 'Memory', 'Connect', 'Model', 'Flush', 'Paint']) {
    await expect(waterfall.getByRole('rowheader', { name: stage, exact: true })).toBeVisible()
  }
  await expect(waterfall).toContainText(/\d+ % of the wait was the model/)
  await expect
    .poll(async () => (await page.request.get(`/api/chats/${chatId}`)).text())
    .toContain(`"waitMs":${waitMs}`)
  await page.reload()
  await page.getByTestId('ttfb-result').click()
  for (const stage of ['Request', 'Model', 'Paint']) {
    await expect(waterfall.getByRole('rowheader', { name: stage, exact: true })).toBeVisible()
  }
})

/** Milliseconds of "1.24 s" or "340 ms". */
function millisecondsOf(text: string): number {
  return Number.parseFloat(text) * (text.endsWith(' ms') ? 1 : 1_000)
}
