import { createAgent, deleteAgent, headers, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('a long chat keeps within its prompt budget; what is left out is summarised, and the trace says so', async ({
  page,
}) => {
  const model = 'demo/sim:ttfb=5,gap=0,tokens=120'
  const agent = await createAgent(page.request, {
    name: 'Brief',
    model,
    prompt: { budgetTokens: 800 },
    memory: { enabled: false },
  })
  const id = crypto.randomUUID()
  const ask = async (text: string) => {
    const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
    const data = { id, agentId: agent.id, message }
    await (await page.request.post('/api/chat', { headers, data })).text()
  }
  const summarised = async () => {
    await ask('And what else is there to say about it?')
    const { messages } = await (await page.request.get(`/api/chats/${id}`)).json()
    return messages.at(-1).metadata.prompt.isSummarised
  }
  for (const topic of ['bees', 'hives', 'honey', 'wax', 'mead'])
    await ask(`Tell me about ${topic}, please. ${'I want to know all of it. '.repeat(10)}`)
  await expect.poll(summarised, { timeout: 60_000 }).toBe(true)

  const { messages } = await (await page.request.get(`/api/chats/${id}`)).json()
  const answers = messages.length / 2
  await page.goto(`/chat/${id}`)
  await expect(page.getByTestId('ttfb-result')).toHaveCount(answers)
  await send(page, 'What did we speak about?')
  await wholeAnswer(page, answers + 1)
  await page.getByTestId('ttfb-result').last().click()
  await expect(page.getByTestId('waterfall')).toContainText(
    /Left out\d+ earlier messages \(summarised\)/,
  )
  await deleteAgent(page.request, agent.id)
})
