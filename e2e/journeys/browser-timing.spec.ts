import type { Page } from '@playwright/test'
import { startNginx } from '../start/nginx.ts'
import { startBufferingProxy } from '../support/buffering-proxy.ts'
import { chooseAgent, createAgent, deleteAgent, send, wholeAnswer } from '../support/chat.ts'
import { baseURL } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

// 2 s from the first token to the last, in fewer bytes than nginx's first buffer holds.
const model = 'demo/sim:ttfb=50,gap=100,tokens=20'

/** Runs enough turns for a diagnosis; returns the last turn's figures. */
async function askOften(page: Page, url: string, agent: string, prepare?: () => Promise<void>) {
  await page.goto(url)
  await chooseAgent(page, agent)
  await prepare?.()
  for (let turn = 1; turn <= 5; turn += 1) {
    await send(page, `Hello number ${turn}`)
    await wholeAnswer(page, turn)
  }
  const chatId = page.url().split('/').at(-1)
  const read = async () => {
    const chat = await (await page.request.get(`${baseURL}/api/chats/${chatId}`)).json()
    return chat.messages.at(-1).metadata
  }
  await expect.poll(read).toHaveProperty('browser.waitMs')
  return read()
}

async function causesOf(page: Page, agentId: string): Promise<string> {
  const path = `${baseURL}/api/latency/diagnosis?agentId=${agentId}`
  return (await page.request.get(path)).text()
}

const proxies = [
  { name: 'a proxy that holds answers back', start: () => startBufferingProxy(baseURL) },
  {
    name: 'an nginx that buffers in spite of what Lumos asks for',
    start: () => startNginx(baseURL, { hasDefaults: true, isDeaf: true }),
  },
]
for (const { name, start } of proxies) {
  test(`${name} shows in what the browser measures, and is diagnosed`, async ({ page }) => {
    const proxy = await start()
    const agent = await createAgent(page.request, { name: 'Held back', model })
    const { timing, browser } = await askOften(page, proxy.url, 'Held back')
    const restMs = timing.totalMs - timing.ttfbMs
    expect(browser.transitMs).toBeGreaterThan(restMs * 0.7)
    await expect.poll(() => causesOf(page, agent.id)).toContain('buffering-proxy')
    await page.getByTestId('ttfb-result').last().click()
    await expect(page.getByTestId('waterfall')).toContainText('Network')
    await proxy.stop()
    await deleteAgent(page.request, agent.id)
  })
}

test('a page that is too busy to paint is diagnosed, and no proxy is blamed', async ({ page }) => {
  const agent = await createAgent(page.request, { name: 'Busy page', model })
  // Simulates a browser extension that keeps inspecting every page.
  const beBusy = () =>
    page.evaluate(() => {
      setInterval(() => {
        const until = performance.now() + 250
        while (performance.now() < until);
      }, 270)
    })
  await askOften(page, baseURL, 'Busy page', beBusy)
  await expect.poll(() => causesOf(page, agent.id)).toContain('slow-paint')
  expect(await causesOf(page, agent.id)).not.toContain('buffering-proxy')
  await deleteAgent(page.request, agent.id)
})

test('without a proxy the first text is there when the server let it go', async ({ page }) => {
  const agent = await createAgent(page.request, { name: 'Direct', model })
  const { timing, browser } = await askOften(page, baseURL, 'Direct')
  expect(browser.transitMs).toBeLessThan((timing.totalMs - timing.ttfbMs) / 2)
  expect(await causesOf(page, agent.id)).not.toContain('buffering-proxy')
  await deleteAgent(page.request, agent.id)
})
