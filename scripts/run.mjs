import { command, StepFailed } from './steps/fail.mjs'
import { runInForeground } from './steps/foreground.mjs'
import { setUp } from './steps/set-up.mjs'

// node scripts/run.mjs [--omit=dev] FILE [arguments]: runs a file of the project, by default with
// the developers' packages installed.
await command(async () => {
  const words = process.argv.slice(2)
  const dev = words[0] !== '--omit=dev'
  const [file, ...args] = dev ? words : words.slice(1)
  if (!file) throw new StepFailed('Usage: node scripts/run.mjs [--omit=dev] FILE [arguments]')
  const { node, env } = await setUp({ dev })
  await runInForeground(node, ['--disable-warning=ExperimentalWarning', file, ...args], env)
})
