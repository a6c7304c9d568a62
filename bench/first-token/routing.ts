import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'

const prompts = join(import.meta.dirname, '..', 'routing', 'held-out.json')
/** All times are a tenth of the real ones. */
const scale = 10

/** A hundred prompts, of which the hard ones need a deep model, without and with routing. */
export async function measureRouting(lumos: LumosClient, slug: string): Promise<string> {
  const fastModel = `${slug}/sim:ttfb=500,gap=1,tokens=3@x${scale}`
  const deepModel = `${slug}/sim:ttfb=6000,gap=1,tokens=3@x${scale}`
  const asked: { text: string; label: string }[] = JSON.parse(readFileSync(prompts, 'utf8'))
  const row = async (name: string, fields: object) => {
    const agent = await lumos.create('/api/agents', {
      name: 'Routing',
      model: deepModel,
      ...fields,
    })
    const figures = { fast: [] as number[], deep: [] as number[] }
    let toDeep = 0
    for (const { text, label } of asked) {
      const { ttfbMs, model } = await lumos.ask(agent.id, text)
      if (label === 'deep' && model === deepModel) toDeep += 1
      figures[label === 'deep' ? 'deep' : 'fast'].push((ttfbMs ?? Number.NaN) * scale)
    }
    const show = (ms: number[]) => percentile(ms, 50).toFixed(0)
    const deep = `${toDeep} of ${figures.deep.length}`
    return `| ${name} | ${show(figures.fast)} | ${show(figures.deep)} | ${deep} |`
  }
  return [
    `| routing, ${asked.length} prompts, fast model 0.5 s, deep model 6 s (${scale} times faster than life) | easy ones, TTFB p50 ms | hard ones | hard ones to the deep model |`,
    '|---|---:|---:|---:|',
    await row('off: the deep model', {}),
    await row('auto', { routing: { fastModel, deepModel } }),
  ].join('\n')
}
