import { beforeAll, expect, test } from 'vitest'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { call } from '../testing.ts'
import {
  ask,
  cookie,
  createAgent,
  framesOf,
  modelId,
  readChat,
  services,
  setUpTurns,
  simulator,
  textOfFrames,
  timingOf,
} from './testing.ts'

setUpTurns()

const own = 'sim:ttfb=1,gap=0,tokens=2'
const chosen = 'sim:ttfb=1,gap=0,tokens=4'
let open: string
let closed: string
beforeAll(async () => {
  open = await createAgent(own, { allowModelChoice: true })
  closed = await createAgent(own)
  // An agent that uses a model makes it known.
  await createAgent(chosen)
  await createAgent('sim:fail=500')
})

async function answer(agentId: string, more: object, chatId: string = crypto.randomUUID()) {
  const response = await ask(chatId, agentId, 'Hello', more)
  expect(response.status).toBe(200)
  return { chatId, frames: framesOf(await response.text()) }
}

test('an agent that allows it answers with the model that was chosen', async () => {
  const { chatId, frames } = await answer(open, { model: modelId(chosen), reasoningEffort: 'low' })
  expect(textOfFrames(frames)).toBe('tok0 tok1 tok2 tok3')
  expect(timingOf(frames).model).toBe(modelId(chosen))
  const chat = await readChat(chatId)
  expect(chat).toMatchObject({ model: modelId(chosen), reasoningEffort: 'low', agentId: open })
  expect(chat.messages[1]).toMatchObject({ metadata: { model: modelId(chosen) } })
})

test('another agent refuses the choice, and asks no model', async () => {
  const before = simulator.stats().requests
  const response = await ask(crypto.randomUUID(), closed, 'Hello', { model: modelId(chosen) })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ error: { code: 'model-choice-closed' } })
  expect(simulator.stats().requests).toBe(before)
})

test.each(['nowhere/model', 'sim/never-listed', 'sim/text-embedding-3-small'])(
  '%s is unknown',
  async (model) => {
    await services.database.prisma.model.createMany({
      data: [
        { providerId: (await services.catalog.read()).providers[0]?.id ?? '', name: 'listed' },
      ],
      skipDuplicates: true,
    })
    const response = await ask(crypto.randomUUID(), open, 'Hello', { model })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'unknown-model', field: 'model' },
    })
  },
)

test("when the chosen model fails, the agent's own takes over", async () => {
  const { frames } = await answer(open, { model: modelId('sim:fail=500') })
  expect(textOfFrames(frames)).toBe('tok0 tok1')
  expect(timingOf(frames)).toMatchObject({
    model: modelId(own),
    requestedModel: modelId('sim:fail=500'),
  })
})

test("answering again with another model keeps the chat's choice", async () => {
  const { chatId } = await answer(open, {})
  const [, first] = (await readChat(chatId)).messages
  const again = await call('POST', '/api/chat', {
    cookie,
    body: {
      ...{ id: chatId, agentId: open, trigger: 'regenerate-message', messageId: first?.id },
      model: modelId(chosen),
    },
  })
  expect(textOfFrames(framesOf(await again.text()))).toBe('tok0 tok1 tok2 tok3')
  expect(await readChat(chatId)).toMatchObject({ model: null })
  await answer(open, { model: modelId(chosen) }, chatId)
  expect(await readChat(chatId)).toMatchObject({ model: modelId(chosen) })
  await answer(open, {}, chatId)
  expect(await readChat(chatId)).toMatchObject({ model: null })
})

test('an admin corrects what is known of a model, and takes it back', async () => {
  const id = modelId(chosen)
  const read = async (): Promise<ModelInfo> => {
    const { items } = await (await call('GET', '/api/models', { cookie })).json()
    return items.find((model: ModelInfo) => model.id === id)
  }
  const correct = (body: object) => call('PATCH', '/api/models', { cookie, body: { id, ...body } })
  expect(await read()).toMatchObject({ corrected: [] })
  const set = { inputs: ['text'], takesTools: false, price: { input: 1, output: 2 } }
  expect(await (await correct(set)).json()).toMatchObject({ id, ...set })
  expect(await read()).toMatchObject({
    ...set,
    corrected: ['takesPictures', 'takesTools', 'price'],
  })
  await correct({ inputs: null, takesTools: null, price: null })
  expect(await read()).toMatchObject({ corrected: [] })
  expect((await read()).price).toBeUndefined()
  expect((await correct({ inputs: ['image'] })).status).toBe(400)
  expect((await correct({ id: 'sim/nobody-knows' })).status).toBe(404)
})
