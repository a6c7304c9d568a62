import { command, StepFailed } from './steps/fail.mjs'
import { runInForeground } from './steps/foreground.mjs'
import { setUp } from './steps/set-up.mjs'

// node scripts/run.mjs FILE [arguments]: runs a TypeScript file of the project.
await command(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (!file) throw new StepFailed('Usage: node scripts/run.mjs FILE [arguments]')
  const { node, env } = await setUp()
  await runInForeground(node, ['--disable-warning=ExperimentalWarning', file, ...args], env)
})
