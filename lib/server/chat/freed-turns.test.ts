import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test, vi } from 'vitest'
import {
  ask,
  createAgent,
  framesOf,
  modelId,
  services,
  setUpTurns,
  textOfFrames,
} from './testing.ts'

setUpTurns()

const quick = 'sim:ttfb=0,gap=0,tokens=3'
const silent = 'sim:ttfb=60000,tokens=5'
const settings = {
  'one model': () => ({ model: quick }),
  'a hedge': () => ({ model: silent, hedge: { afterMs: 50, model: modelId(quick) } }),
  'a fallback': () => ({ model: 'sim:fail=500', fallbackModel: modelId(quick) }),
}

test.each(Object.entries(settings))(
  'nothing of a turn with %s stays in memory',
  async (_, agent) => {
    const { model, ...more } = agent()
    const agentId = await createAgent(model, more)
    const logs: WeakRef<object>[] = []
    const open = services.runs.open
    services.runs.open = async (run) => {
      const log = await open(run)
      if (log) logs.push(new WeakRef(log))
      return log
    }
    for (let turn = 0; turn < 5; turn += 1) {
      const answer = await ask(crypto.randomUUID(), agentId, 'Hello')
      expect(textOfFrames(framesOf(await answer.text()))).toBe('tok0 tok1 tok2')
    }
    services.runs.open = open
    expect(logs).toHaveLength(5)
    await vi.waitFor(async () => {
      await collectGarbage()
      // The latest log is still referenced by variables of the last request.
      expect(logs.filter((log) => log.deref()).length).toBeLessThanOrEqual(1)
    }, 60_000)
  },
)

async function collectGarbage() {
  setFlagsFromString('--expose-gc')
  await sleep(0)
  runInNewContext('gc')()
}
