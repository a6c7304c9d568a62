import { existsSync, readdirSync } from 'node:fs'
import { command, StepFailed } from './steps/fail.mjs'
import { ensureBuild } from './steps/next-build.mjs'
import { inRoot } from './steps/places.mjs'
import { run } from './steps/processes.mjs'
import { setUp } from './steps/set-up.mjs'

// npm run bench [-- NAME [ARGUMENT …]]: runs every bench/*/main.ts, or the one named.
await command(async () => {
  const folder = inRoot('bench')
  const isBenchmark = (name) => existsSync(inRoot('bench', name, 'main.ts'))
  const all = existsSync(folder) ? readdirSync(folder).filter(isBenchmark) : []
  const [name, ...rest] = process.argv.slice(2)
  const names = name === undefined ? all : [name]
  const unknown = names.find((name) => !isBenchmark(name))
  if (unknown)
    throw new StepFailed(`There is no benchmark "${unknown}". There are: ${all.join(', ')}.`)
  const { node, env } = await setUp({ dev: true })
  await ensureBuild(node, env)
  for (const name of names) {
    console.log(`\n${name}`)
    const args = [
      '--disable-warning=ExperimentalWarning',
      inRoot('bench', name, 'main.ts'),
      ...rest,
    ]
    const { code } = await run(node, args, { env, show: true })
    if (code !== 0) throw new StepFailed(`The benchmark ${name} failed.`)
  }
})
